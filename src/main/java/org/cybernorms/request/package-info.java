/** Requests for assistance, notices and consultations, which only the two sides know of. */
@NullMarked
package org.cybernorms.request;

import org.jspecify.annotations.NullMarked;
