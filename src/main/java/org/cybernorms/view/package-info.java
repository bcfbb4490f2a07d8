/** Questions over many records at once. */
@NullMarked
package org.cybernorms.view;

import org.jspecify.annotations.NullMarked;
