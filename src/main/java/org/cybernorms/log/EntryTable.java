package org.cybernorms.log;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the tables {@code entry} and {@code tail}. Plain JDBC on the connection of the transaction, or on
 * one of its own where there is none: a look-up costs a tenth of one through a persistence context, and an entry that
 * never changes has no state to manage.
 */
@ApplicationScoped
class EntryTable {

    private static final String COLUMNS =
            "e.number, e.kind, e.id, e.version, e.change, e.recorded_at, e.recorded_by, e.reason, e.schema_version, e.body";
    static final String SELECT = "select " + COLUMNS + " from entry e ";
    private static final String INSERT =
            "insert into entry (number, kind, id, version, change, recorded_at, recorded_by,"
                    + " reason, schema_version, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String SET_TAIL = "update tail set number = ?, recorded_at = ? where id = 1";

    private final AgroalDataSource database;

    EntryTable(AgroalDataSource database) {
        this.database = database;
    }

    /** Reads a value from the current row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The end of the log. */
    record Tail(long number, Instant recordedAt) {}

    <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                set(statement, i + 1, parameters[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new LogException("the log cannot be read", e);
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
        return query(sql, row, parameters).stream().findFirst();
    }

    /** The end of the log; until the transaction ends nobody else gets it. */
    Tail lockTail() {
        return first("select number, recorded_at from tail where id = 1 for update", EntryTable::tail)
                .orElseThrow(() -> new IllegalStateException("the table tail has lost its row"));
    }

    Tail readTail() {
        return first("select number, recorded_at from tail where id = 1", EntryTable::tail)
                .orElseThrow(() -> new IllegalStateException("the table tail has lost its row"));
    }

    void insert(List<Entry> entries) {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (Entry entry : entries) {
                    bind(statement, entry);
                    if (entries.size() > 1) {
                        statement.addBatch();
                    }
                }
                if (entries.size() > 1) {
                    statement.executeBatch();
                } else {
                    statement.executeUpdate();
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(SET_TAIL)) {
                Entry last = entries.get(entries.size() - 1);
                set(statement, 1, last.number());
                set(statement, 2, last.recordedAt());
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new LogException("the entry cannot be written", e);
        }
    }

    /** Sets the tail to the newest entry where it is elsewhere. */
    boolean settle(Tail tail) {
        Tail newest = first(
                        "select number, recorded_at from entry order by number desc fetch first 1 rows only",
                        EntryTable::tail)
                .orElse(new Tail(0, tail.recordedAt()));
        if (tail.number() == newest.number()) {
            return false;
        }
        Instant at = tail.recordedAt().isAfter(newest.recordedAt()) ? tail.recordedAt() : newest.recordedAt();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SET_TAIL)) {
            set(statement, 1, newest.number());
            set(statement, 2, at);
            statement.executeUpdate();
            return true;
        } catch (SQLException e) {
            throw new LogException("the sequence cannot be set", e);
        }
    }

    private static void bind(PreparedStatement statement, Entry entry) throws SQLException {
        set(statement, 1, entry.number());
        set(statement, 2, entry.kind());
        set(statement, 3, entry.id());
        set(statement, 4, entry.version());
        set(statement, 5, entry.change().name());
        set(statement, 6, entry.recordedAt());
        set(statement, 7, entry.recordedBy());
        set(statement, 8, entry.reason());
        set(statement, 9, entry.schema());
        set(statement, 10, entry.body());
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value == null) {
            statement.setNull(index, java.sql.Types.VARCHAR);
        } else {
            statement.setObject(index, value);
        }
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                Entry.Change.valueOf(row.getString(5)),
                instant(row, 6),
                row.getString(7),
                row.getString(8),
                row.getInt(9),
                row.getString(10));
    }

    static Revision revision(ResultSet row) throws SQLException {
        return new Revision(row.getLong(1), row.getInt(2), Entry.Change.valueOf(row.getString(3)), instant(row, 4));
    }

    private static Tail tail(ResultSet row) throws SQLException {
        return new Tail(row.getLong(1), instant(row, 2));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
