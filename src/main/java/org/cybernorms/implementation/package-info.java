/** What parties do to carry out norms, measures and treaties. */
@NullMarked
package org.cybernorms.implementation;

import org.jspecify.annotations.NullMarked;
