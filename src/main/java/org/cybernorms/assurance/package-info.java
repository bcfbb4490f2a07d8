/** Whether contacts answer: messages that are sent, links that acknowledge them, and what follows for each contact. */
@NullMarked
package org.cybernorms.assurance;

import org.jspecify.annotations.NullMarked;
