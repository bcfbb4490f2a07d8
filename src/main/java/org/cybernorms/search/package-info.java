/** Full text search over all kinds, by an index that follows the log. */
@NullMarked
package org.cybernorms.search;

import org.jspecify.annotations.NullMarked;
