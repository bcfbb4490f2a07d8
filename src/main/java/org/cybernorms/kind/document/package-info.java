/** The texts that records cite. */
@NullMarked
package org.cybernorms.kind.document;

import org.jspecify.annotations.NullMarked;
