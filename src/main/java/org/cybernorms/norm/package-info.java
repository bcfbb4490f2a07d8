/** Norms of responsible behaviour. */
@NullMarked
package org.cybernorms.norm;

import org.jspecify.annotations.NullMarked;
