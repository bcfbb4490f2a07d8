/** Communication checks and exercises: defined, started, followed, ended, and what they showed. */
@NullMarked
package org.cybernorms.directory.exercise;

import org.jspecify.annotations.NullMarked;
