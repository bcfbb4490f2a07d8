/** Which norm corresponds to which. */
@NullMarked
package org.cybernorms.kind.mapping;

import org.jspecify.annotations.NullMarked;
