/** Points of contact: nominated by their party, accepted by networks, and whom of them to call now. */
@NullMarked
package org.cybernorms.directory.contact;

import org.jspecify.annotations.NullMarked;
