/** What parties do to carry out norms, measures and treaties. */
@NullMarked
package org.cybernorms.kind.implementation;

import org.jspecify.annotations.NullMarked;
