/** Points of contact: nominated by their party, accepted by networks, with the calling order at an instant. */
@NullMarked
package org.cybernorms.directory.contact;

import org.jspecify.annotations.NullMarked;
