package org.cybernorms.vault;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Key check value: an encrypted known text that shows whether the key is the one that all data was encrypted with. */
@Entity
@Table(name = "seal")
class KeyCheck {

    static final int ONLY = 1;

    @Id
    private int id = ONLY;

    @Column(name = "probe")
    private byte[] probe;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected KeyCheck() {}

    KeyCheck(byte[] probe) {
        this.probe = probe;
    }

    byte[] probe() {
        return probe;
    }
}
