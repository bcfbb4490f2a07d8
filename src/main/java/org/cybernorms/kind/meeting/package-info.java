/** Meetings, and what was reported at them. */
@NullMarked
package org.cybernorms.kind.meeting;

import org.jspecify.annotations.NullMarked;
