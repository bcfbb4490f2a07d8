package org.cybernorms.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as it is stored: with a hash (SHA-256, hexadecimal) instead of its secret, which has 256 random bits. */
@Entity
@Table(name = "api_key")
class ApiKey extends PanacheEntityBase {

    @Id
    String id;

    String hash;

    String owner;

    private String scopes;

    private String roles;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "last_used_at")
    @Nullable
    Instant lastUsedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ApiKey() {}

    ApiKey(
            String id,
            String hash,
            String owner,
            List<String> scopes,
            List<String> roles,
            Instant createdAt,
            String createdBy) {
        this.id = id;
        this.hash = hash;
        this.owner = owner;
        this.scopes = String.join(" ", scopes);
        this.roles = String.join(" ", roles);
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }

    List<String> scopes() {
        return words(scopes);
    }

    List<String> roles() {
        return words(roles);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    void scopes(List<String> scopes) {
        this.scopes = String.join(" ", scopes);
    }

    void roles(List<String> roles) {
        this.roles = String.join(" ", roles);
    }

    boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }
}
