/** The contract (openapi.yaml) at run time: operations, parameters, compiled schemas. */
@NullMarked
package org.cybernorms.contract;

import org.jspecify.annotations.NullMarked;
