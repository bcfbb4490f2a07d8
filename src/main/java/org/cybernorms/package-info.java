/** The Cyber Norms Registry: start and clock; everything else is in the packages by domain. */
@NullMarked
package org.cybernorms;

import org.jspecify.annotations.NullMarked;
