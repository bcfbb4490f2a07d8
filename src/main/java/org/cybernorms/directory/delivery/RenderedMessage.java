package org.cybernorms.directory.delivery;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that is ready to go.
 *
 * @param address none where the contact has no e-mail address
 * @param fallbackAfter how long to wait for an answer before a deputy is asked
 * @param isTest whether that it was sent is no secret
 */
record RenderedMessage(
        @Nullable String address, String subject, String text, Optional<Duration> fallbackAfter, boolean isTest) {}
