/** Networks of points of contact and groups for exchange. */
@NullMarked
package org.cybernorms.network;

import org.jspecify.annotations.NullMarked;
