package org.cybernorms.directory.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What messages are about.
 *
 * @param form with what the names of its texts begin; {@code form.deputy} is for deputies
 * @param title what it is called in the language of a contact
 * @param contents what the first message tells, and each later one
 * @param link whether it is to be acknowledged
 * @param fallbackAfter how long to wait for an answer before a deputy is asked (ISO 8601); without it, none is
 * @param readAt where more can be read, by those who have access
 */
public record Notification(
        String form,
        Function<MessageTexts, String> title,
        List<Map<String, String>> contents,
        boolean link,
        Optional<String> fallbackAfter,
        Optional<String> readAt) {}
