/** The append-only log of entries: appending, reading, schema versions. It knows no kind and nothing that is derived from it. */
@NullMarked
package org.cybernorms.log;

import org.jspecify.annotations.NullMarked;
