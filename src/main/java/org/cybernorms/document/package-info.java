/** The texts that records cite. */
@NullMarked
package org.cybernorms.document;

import org.jspecify.annotations.NullMarked;
