package org.cybernorms.support;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Copies the rows of an H2 data folder into an empty PostgreSQL: into the tables as they were then, with the history of
 * their migrations, so that later migrations run on top.
 */
final class ReleaseRows {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SETTINGS = RESOURCES.resolve("application.properties");

    private final Connection from;
    private final Connection to;

    private ReleaseRows(Connection from, Connection to) {
        this.from = from;
        this.to = to;
    }

    /** The data folder must be a copy: H2 writes to it when it opens it. */
    static void copy(Path data, String postgreSql) throws Exception {
        String h2 = "jdbc:h2:file:" + data.resolve("registry");
        try (Connection from = DriverManager.getConnection(h2, "registry", "registry");
                Connection to = DriverManager.getConnection(postgreSql)) {
            to.setAutoCommit(false);
            ReleaseRows rows = new ReleaseRows(from, to);
            rows.makeTables();
            for (String table : rows.tables()) {
                rows.copyTable(table);
            }
            to.commit();
        }
    }

    private void makeTables() throws SQLException, IOException {
        run("""
                create table flyway_schema_history (
                    installed_rank integer       not null primary key,
                    version        varchar(50),
                    description    varchar(200)  not null,
                    type           varchar(20)   not null,
                    script         varchar(1000) not null,
                    checksum       integer,
                    installed_by   varchar(100)  not null,
                    installed_on   timestamp     not null default now(),
                    execution_time integer       not null,
                    success        boolean       not null
                )""");
        for (String script : texts(
                "select \"script\" from \"flyway_schema_history\" where \"type\" = 'SQL' order by \"installed_rank\"")) {
            run(filled(Files.readString(RESOURCES.resolve(script))));
        }
    }

    /** A migration with what it leaves open for each database. */
    private static String filled(String migration) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(SETTINGS)) {
            settings.load(reader);
        }
        String filled = migration;
        for (String name : settings.stringPropertyNames()) {
            if (name.matches("registry\\.\\w+\\.postgresql")) {
                filled = filled.replace("${" + name.split("\\.")[1] + "}", settings.getProperty(name));
            }
        }
        return filled;
    }

    private List<String> tables() throws SQLException {
        return texts("select table_name from information_schema.tables where table_schema = 'PUBLIC'");
    }

    private void copyTable(String table) throws SQLException {
        String name = table.toLowerCase(Locale.ROOT);
        run("delete from " + name); // what a migration put there is among the rows
        try (Statement read = from.createStatement();
                ResultSet rows = read.executeQuery("select * from \"" + table + "\"")) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
            String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            String insert = "insert into " + name + " (" + String.join(", ", columns) + ") values (" + places + ")";
            try (PreparedStatement write = to.prepareStatement(insert)) {
                while (rows.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        write.setObject(i, value(rows, i));
                    }
                    write.executeUpdate();
                }
            }
        }
        goOnCounting(name);
    }

    private static Object value(ResultSet rows, int column) throws SQLException {
        return switch (rows.getMetaData().getColumnTypeName(column)) {
            case "BINARY LARGE OBJECT" -> rows.getBytes(column);
            default -> rows.getObject(column);
        };
    }

    /** Numbers that the database gives go on after those of the rows. */
    private void goOnCounting(String table) throws SQLException {
        TreeMap<String, String> sequences = new TreeMap<>();
        try (PreparedStatement read = to.prepareStatement(
                "select column_name, pg_get_serial_sequence(?, column_name) from information_schema.columns"
                        + " where table_name = ? and is_identity = 'YES'")) {
            read.setString(1, table);
            read.setString(2, table);
            try (ResultSet columns = read.executeQuery()) {
                while (columns.next()) {
                    sequences.put(columns.getString(1), columns.getString(2));
                }
            }
        }
        for (var sequence : sequences.entrySet()) {
            run("select setval('%s', (select coalesce(max(%s), 0) + 1 from %s), false)"
                    .formatted(sequence.getValue(), sequence.getKey(), table));
        }
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement read = from.createStatement();
                ResultSet rows = read.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.execute(sql);
        }
    }
}
