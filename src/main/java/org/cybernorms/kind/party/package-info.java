/** States, organisations, groups and agencies. */
@NullMarked
package org.cybernorms.kind.party;

import org.jspecify.annotations.NullMarked;
