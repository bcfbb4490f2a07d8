/** Which norm corresponds to which. */
@NullMarked
package org.cybernorms.mapping;

import org.jspecify.annotations.NullMarked;
