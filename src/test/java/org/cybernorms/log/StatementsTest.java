package org.cybernorms.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement of the log reads more than twice the rows that it returns, at 10,000 entries, on either database. */
class StatementsTest {

    private static final int RECORDS = 2_500;
    private static final int VERSIONS = 4;
    private static final Pattern H2_ROWS = Pattern.compile("scanCount: (\\d+)");
    private static final Pattern POSTGRES_ROWS = Pattern.compile("\\(actual time=\\S+ rows=([0-9.]+) loops=(\\d+)\\)");
    private static final Pattern POSTGRES_REMOVED = Pattern.compile("Rows Removed by \\w+: (\\d+)");

    @TempDir
    Path folder;

    private record Asked(String sql, List<Object> parameters, int returned) {}

    @Test
    void onH2() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("plans") + ";OPTIMIZE_REUSE_RESULTS=0");
        source.setUser("registry");
        source.setPassword("registry");
        check(source, Map.of("binary", "/* always so */", "bytes", "binary large object"), "explain analyze ", true);
    }

    @Test
    void onPostgreSql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            check(
                    server.getPostgresDatabase(),
                    Map.of("binary", "collate \"C\"", "bytes", "bytea"),
                    "explain (analyze, buffers off) ",
                    false);
        }
    }

    private void check(DataSource source, Map<String, String> placeholders, String explain, boolean h2)
            throws Exception {
        migrate(source, placeholders);
        fill(source, h2);
        Map<String, Asked> asked = new LinkedHashMap<>();
        EntryTable table = new EntryTable(recording(source, asked));
        EntryLog log = new EntryLog(table, new Newest(table), Clock.systemUTC(), null, new Turn(null, false));
        log.newest();
        asked.clear(); // what is newest is read once, at the start
        log.revision("norms", "record-7");
        log.lookUp("norms", "record-8");
        log.current("norms", "record-9");
        log.at("norms", "record-9", 20_000);
        log.version("norms", "record-9", 2);
        log.history("norms", "record-9", 4, 2);
        log.entry(77);
        log.recordedAt(78);
        log.entries(List.of(3L, 5_000L, 9_999L));
        log.since(9_000, 50);
        log.newest("norms", 5_000);
        log.newestAt(Instant.parse("2026-01-01T01:00:00Z"));
        log.sequence();
        assertThat(asked).hasSizeGreaterThanOrEqualTo(12);
        for (Asked one : asked.values()) {
            long read = rows(source, explain, one, h2);
            assertThat(read).as(one.sql()).isLessThanOrEqualTo(Math.max(2L * one.returned(), 2));
        }
    }

    /** Runs the migrations in their order. */
    private static void migrate(DataSource source, Map<String, String> placeholders) throws Exception {
        try (Connection connection = source.getConnection();
                Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.sorted().toList()) {
                String script = Files.readString(file).replaceAll("(?m)--.*$", "");
                for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
                    script = script.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
                }
                for (String statement : script.split(";")) {
                    if (!statement.isBlank()) {
                        connection.createStatement().execute(statement);
                    }
                }
            }
        }
    }

    private static void fill(DataSource source, boolean h2) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into entry (number, kind, id, version,"
                    + " change, recorded_at, recorded_by, body) values (?, ?, ?, ?, ?, ?, 'test', '{}')")) {
                long number = 0;
                for (int version = 1; version <= VERSIONS; version++) {
                    for (int record = 0; record < RECORDS; record++) {
                        number++;
                        insert.setLong(1, number);
                        insert.setString(2, record % 2 == 1 ? "norms" : "parties");
                        insert.setString(3, "record-" + record);
                        insert.setInt(4, version);
                        insert.setString(5, version == 1 ? "created" : "revised");
                        insert.setObject(
                                6,
                                Instant.parse("2026-01-01T00:00:00Z")
                                        .plusSeconds(number)
                                        .atOffset(java.time.ZoneOffset.UTC));
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
            connection.createStatement().executeUpdate("update tail set number = " + RECORDS * VERSIONS);
            connection.commit();
            connection.setAutoCommit(true);
            connection.createStatement().execute("analyze");
        }
    }

    /** A data source that notes the statements and how many rows they return. */
    private static AgroalDataSource recording(DataSource source, Map<String, Asked> asked) {
        return proxy(
                AgroalDataSource.class,
                source,
                (method, arguments, result) -> result instanceof Connection connection
                        ? proxy(
                                Connection.class,
                                connection,
                                (prepare, sql, statement) -> statement instanceof PreparedStatement prepared
                                        ? statement(prepared, (String) sql[0], asked)
                                        : statement)
                        : result);
    }

    private static PreparedStatement statement(PreparedStatement prepared, String sql, Map<String, Asked> asked) {
        List<Object> parameters = new ArrayList<>();
        return proxy(PreparedStatement.class, prepared, (method, arguments, result) -> {
            if (method.equals("setObject")) {
                parameters.add(arguments[1]);
            }
            if (!(result instanceof ResultSet rows)) {
                return result;
            }
            int[] count = new int[1];
            return proxy(ResultSet.class, rows, (next, none, more) -> {
                if (next.equals("next") && Boolean.TRUE.equals(more)) {
                    count[0]++;
                }
                asked.put(sql, new Asked(sql, List.copyOf(parameters), count[0]));
                return more;
            });
        });
    }

    private interface After {
        Object of(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, Object target, After after) {
        return type.cast(Proxy.newProxyInstance(
                StatementsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        java.lang.reflect.Method of =
                                target.getClass().getMethod(method.getName(), method.getParameterTypes());
                        of.setAccessible(true);
                        return after.of(method.getName(), arguments, of.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static long rows(DataSource source, String explain, Asked one, boolean h2) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(explain + one.sql())) {
            for (int i = 0; i < one.parameters().size(); i++) {
                statement.setObject(i + 1, one.parameters().get(i));
            }
            try (ResultSet lines = statement.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return h2 ? sum(H2_ROWS, plan) : leaf(plan.toString());
    }

    private static long sum(Pattern pattern, CharSequence text) {
        return pattern.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** What the deepest node of a plan reads: its rows and those that it threw away. */
    private static long leaf(String plan) {
        long rows = 0;
        Matcher actual = POSTGRES_ROWS.matcher(plan);
        while (actual.find()) {
            rows = Math.round(Double.parseDouble(actual.group(1)) * Long.parseLong(actual.group(2)));
        }
        return rows + sum(POSTGRES_REMOVED, plan);
    }
}
