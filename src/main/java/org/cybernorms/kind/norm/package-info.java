/** Norms of responsible behaviour. */
@NullMarked
package org.cybernorms.kind.norm;

import org.jspecify.annotations.NullMarked;
