/** What parties declared, promised and did. */
@NullMarked
package org.cybernorms.commitment;

import org.jspecify.annotations.NullMarked;
