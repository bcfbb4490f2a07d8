/** Loads the catalogue that ships with the service. */
@NullMarked
package org.cybernorms.catalogue;

import org.jspecify.annotations.NullMarked;
