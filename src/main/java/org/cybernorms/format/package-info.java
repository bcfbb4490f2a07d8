/** Further forms of answers: CSV and linked data. */
@NullMarked
package org.cybernorms.format;

import org.jspecify.annotations.NullMarked;
