/** What all kinds share: reading, changing and listing records, over the log. A kind says only what is its own. */
@NullMarked
package org.cybernorms.record;

import org.jspecify.annotations.NullMarked;
