/** What every answer shares: the contract at run time, problems, conditional requests, cursors, pages for people. */
@NullMarked
package org.cybernorms.http;

import org.jspecify.annotations.NullMarked;
