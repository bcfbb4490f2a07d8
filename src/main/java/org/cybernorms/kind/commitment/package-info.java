/** What parties declared, promised and did. */
@NullMarked
package org.cybernorms.kind.commitment;

import org.jspecify.annotations.NullMarked;
