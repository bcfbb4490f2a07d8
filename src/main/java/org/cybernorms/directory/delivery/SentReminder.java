package org.cybernorms.directory.delivery;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That somebody had the digest of a day, so that nobody has two. */
@Entity
@Table(name = "digest")
class SentReminder extends PanacheEntityBase {

    @Id
    private String reference;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected SentReminder() {}

    private SentReminder(String reference) {
        this.reference = reference;
    }

    /** Whether the digest has still to be sent; the claim is kept in the caller's transaction. */
    static boolean claim(String reference) {
        if (findById(reference) != null) {
            return false;
        }
        new SentReminder(reference).persist();
        return true;
    }
}
