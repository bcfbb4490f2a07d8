/** Meetings, and what was reported at them. */
@NullMarked
package org.cybernorms.meeting;

import org.jspecify.annotations.NullMarked;
