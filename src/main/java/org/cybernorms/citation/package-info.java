/** Contents of documents, and whether what is cited stands there. */
@NullMarked
package org.cybernorms.citation;

import org.jspecify.annotations.NullMarked;
