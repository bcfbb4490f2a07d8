/** Encrypted values that the log names by digest, their key, and blobs. */
@NullMarked
package org.cybernorms.vault;

import org.jspecify.annotations.NullMarked;
