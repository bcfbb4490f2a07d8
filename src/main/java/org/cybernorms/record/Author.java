package org.cybernorms.record;

import org.jspecify.annotations.Nullable;

/** Who makes a change, and why. */
public record Author(String name, @Nullable String reason) {}
