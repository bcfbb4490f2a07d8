/** Confidence-building measures. */
@NullMarked
package org.cybernorms.cbm;

import org.jspecify.annotations.NullMarked;
