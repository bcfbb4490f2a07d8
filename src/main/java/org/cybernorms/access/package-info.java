/** Who is asking: API keys and their scopes. */
@NullMarked
package org.cybernorms.access;

import org.jspecify.annotations.NullMarked;
