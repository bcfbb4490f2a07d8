/** RequestSender for assistance, notices and consultations, which only the two sides know of. */
@NullMarked
package org.cybernorms.directory.request;

import org.jspecify.annotations.NullMarked;
