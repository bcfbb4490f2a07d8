/** What is derived from the log: an index of current and past versions by facets, words and sort keys, and the queries over it. */
@NullMarked
package org.cybernorms.projection;

import org.jspecify.annotations.NullMarked;
