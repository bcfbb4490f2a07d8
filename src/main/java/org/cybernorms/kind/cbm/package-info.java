/** Confidence-building measures. */
@NullMarked
package org.cybernorms.kind.cbm;

import org.jspecify.annotations.NullMarked;
