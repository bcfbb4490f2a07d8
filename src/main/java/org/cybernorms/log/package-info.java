/**
 * The heart: the append-only log of entries, and the heads and facets that are derived from it. Knows no kind.
 */
@NullMarked
package org.cybernorms.log;

import org.jspecify.annotations.NullMarked;
