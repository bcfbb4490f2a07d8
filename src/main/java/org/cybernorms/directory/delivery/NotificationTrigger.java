package org.cybernorms.directory.delivery;

import java.time.Instant;
import java.util.Optional;

/** Why messages are sent: an exercise, a request. */
public interface NotificationTrigger {

    /** With what the names of such occasions begin: {@code exercises/}. */
    String prefix();

    /**
     * What is to be written now; nothing where the occasion has ended.
     *
     * @param id the name after the prefix
     */
    Optional<Notification> matter(String id);

    /** Somebody acknowledges by a link, in the transaction of the caller; what is locked for it is locked before messages. */
    default void acknowledged(String id, String contact, Instant at) {}
}
