package org.cybernorms.directory.contact;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A paper that is attached to a contact. Its bytes lie sealed. */
@Entity
@Table(name = "paper")
class AttachmentEntity extends PanacheEntityBase {

    @Id
    String id;

    String contact;

    String name;

    @Column(name = "media_type")
    String mediaType;

    long size;

    /** The SHA-256 of its bytes. */
    String digest;

    /** Under what it is kept. */
    String sealed;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "added_by")
    String addedBy;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected AttachmentEntity() {}

    AttachmentEntity(
            String contact,
            String name,
            String mediaType,
            long size,
            String digest,
            String sealed,
            Instant addedAt,
            String addedBy) {
        this.id = id(contact, name);
        this.contact = contact;
        this.name = name;
        this.mediaType = mediaType;
        this.size = size;
        this.digest = digest;
        this.sealed = sealed;
        this.addedAt = addedAt;
        this.addedBy = addedBy;
    }

    static String id(String contact, String name) {
        return contact + "/" + name;
    }
}
