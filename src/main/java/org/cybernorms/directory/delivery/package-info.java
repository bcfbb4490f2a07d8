/** Whether contacts answer: messages that are sent, links that acknowledge them, and what follows for each contact. */
@NullMarked
package org.cybernorms.directory.delivery;

import org.jspecify.annotations.NullMarked;
