/** Contents of documents, and checks of citations against them. */
@NullMarked
package org.cybernorms.citation;

import org.jspecify.annotations.NullMarked;
