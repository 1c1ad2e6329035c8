package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** What every server has to do. */
abstract class ServerTests {
    final String url;
    private final String name;
    private final String timestampType;
    private final String killOtherSessions;
    final String table;
    @TempDir
    Path directory;

    ServerTests(String url, String quote, String timestampType, String killOtherSessions) {
        this.url = url;
        this.timestampType = timestampType;
        this.killOtherSessions = killOtherSessions;
        name = "jdbc_copy %_'täble" + quote;
        table = quote + name.replace(quote, quote + quote) + quote;
    }

    @BeforeEach
    @AfterEach
    void drop() throws SQLException {
        execute("DROP TABLE IF EXISTS " + table);
    }

    @Test
    void goesOnAfterARestartWithoutGapOrRepetition() throws Exception {
        table("id INT PRIMARY KEY");
        insertIds(100);
        List<Object> ids = new ArrayList<>();
        for (int restart = 0; restart < 10; restart++) {
            try (Worker worker = start("incrementing", JdbcSourceConfig.BATCH_MAX_ROWS, "10")) {
                ids.addAll(ids(worker.take(10)));
            }
        }
        assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(), ids);
    }

    @Test
    void resumesAmongEqualTimesToTheMicrosecond() throws Exception {
        table("id INT PRIMARY KEY, at " + timestampType + " NOT NULL");
        execute("INSERT INTO " + table + " VALUES (3, '2024-01-01 10:00:00.000002')",
                "INSERT INTO " + table + " VALUES (1, '2024-01-01 10:00:00.000001')",
                "INSERT INTO " + table + " VALUES (2, '2024-01-01 10:00:00.000002')",
                "INSERT INTO " + table + " VALUES (4, '2024-01-01 10:00:00.000002')");
        List<Object> ids = new ArrayList<>();
        for (int restart = 0; restart < 4; restart++) {
            try (Worker worker = start("timestamp", JdbcSourceConfig.BATCH_MAX_ROWS, "1")) {
                ids.addAll(ids(worker.take(1)));
            }
        }
        assertEquals(List.of(1, 2, 3, 4), ids);
        try (Worker worker = start("timestamp")) {
            assertEquals(List.of(), worker.takeRest(10));
        }
    }

    @Test
    void theDatabasesClockLetsNewRowsThroughInItsTimezone() throws Exception {
        table("id INT PRIMARY KEY, at " + timestampType + " NOT NULL");
        execute("INSERT INTO " + table + " VALUES (1, " + nowIn("-07:00") + ")");
        String[] zone = {JdbcSourceConfig.DB_TIMEZONE, "-07:00"};
        try (Worker worker = start("timestamp+incrementing", zone)) {
            assertEquals(List.of(1), ids(worker.take(1)));
            execute("INSERT INTO " + table + " VALUES (2, " + nowIn("-07:00") + ")",
                    "INSERT INTO " + table + " VALUES (3, " + nowIn("-06:00") + ")");
            assertEquals(List.of(2), ids(worker.take(1)));
            assertEquals(List.of(), worker.takeRest(10));
        }
    }

    /** SQL for the wall clock at an offset from UTC. */
    abstract String nowIn(String offset);

    @Test
    void reconnectsWhenItsSessionIsKilled() throws Exception {
        table("id INT PRIMARY KEY");
        insertIds(30);
        try (Worker worker = start("incrementing", JdbcSourceConfig.BATCH_MAX_ROWS, "10")) {
            List<Object> ids = new ArrayList<>(ids(worker.take(10)));
            killOtherSessions();
            ids.addAll(ids(worker.take(20)));
            assertEquals(IntStream.rangeClosed(1, 30).boxed().toList(), ids);
        }
    }

    private void killOtherSessions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(killOtherSessions)) {
            while (row.next()) {
                String kill = row.getString(1);
                if (kill.startsWith("KILL")) {
                    execute(kill);
                }
            }
        }
    }

    final void table(String columns) throws SQLException {
        execute("CREATE TABLE " + table + " (" + columns + ")");
    }

    final void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void insertIds(int count) throws SQLException {
        String rows = IntStream.rangeClosed(1, count).mapToObj(id -> "(" + id + ")")
                .collect(Collectors.joining(", "));
        execute("INSERT INTO " + table + " VALUES " + rows);
    }

    final Worker start(String mode, String... more) {
        return Worker.start(properties(mode, more), directory.resolve("offsets"));
    }

    final void deleteOffsets() throws Exception {
        Files.deleteIfExists(directory.resolve("offsets"));
    }

    final Map<String, String> properties(String mode, String... more) {
        Map<String, String> properties = Worker.properties(url, mode, more);
        properties.put(JdbcSourceConfig.WHITELIST, name);
        properties.put(JdbcSourceConfig.INCREMENTING_COLUMN, "id");
        properties.put(JdbcSourceConfig.TIMESTAMP_COLUMNS, "at");
        return properties;
    }

    static List<Object> ids(List<SourceRecord> records) {
        return records.stream().map(record -> ((Struct) record.value()).get("id")).toList();
    }

    static String instant(Struct struct, String field) {
        return ((Date) struct.get(field)).toInstant().toString();
    }
}
