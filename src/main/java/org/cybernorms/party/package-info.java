/** States, organisations, groups and agencies. */
@NullMarked
package org.cybernorms.party;

import org.jspecify.annotations.NullMarked;
