/** Networks of points of contact and groups for exchange. */
@NullMarked
package org.cybernorms.kind.network;

import org.jspecify.annotations.NullMarked;
