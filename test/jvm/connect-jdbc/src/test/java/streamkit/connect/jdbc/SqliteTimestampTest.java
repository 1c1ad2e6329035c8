package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** Copies SQLite files by the time of the last change. */
class SqliteTimestampTest extends SqliteTests {

    @Test
    void copiesByTimestampAndResumesAmongEqualTimes() throws Exception {
        SqliteFile database = database("CREATE TABLE event (id INTEGER PRIMARY KEY, at DATETIME NOT NULL)",
                "INSERT INTO event VALUES (1, '2024-01-01 10:00:00'), (2, '2024-01-01 10:00:01')",
                "INSERT INTO event VALUES (3, '2024-01-01T10:00:01.000'), (4, 1704103201000)",
                "INSERT INTO event VALUES (5, '2024-01-01 10:00:01'), (6, '2024-01-01 10:00:02')",
                "INSERT INTO event VALUES (7, '9999-01-01 00:00:00')");
        List<Object> ids = new ArrayList<>();
        for (int restart = 0; restart < 3; restart++) {
            try (Worker worker = timestamp(database, JdbcSourceConfig.BATCH_MAX_ROWS, "2")) {
                ids.addAll(field(worker.take(2), "id"));
            }
        }
        assertEquals(LongStream.rangeClosed(1, 6).boxed().toList(), ids);

        database.execute("UPDATE event SET at = '2024-01-01 10:00:03.5' WHERE id = 1");
        try (Worker worker = timestamp(database)) {
            assertEquals(List.of(1L), field(worker.take(1), "id"));
            assertEquals(List.of(), worker.takeRest(10));
        }
    }

    private Worker timestamp(SqliteFile database, String... more) {
        Map<String, String> properties = Worker.properties(database.url(), "timestamp", more);
        properties.put(JdbcSourceConfig.TIMESTAMP_COLUMNS, "at");
        return Worker.start(properties, offsets);
    }

    @Test
    void aTextThatIsNoTimeIsReported() throws Exception {
        SqliteFile database = database("CREATE TABLE event (id INTEGER PRIMARY KEY, at DATETIME NOT NULL)",
                "INSERT INTO event VALUES (1, '2024-01-01 10:00:00')");
        try (Worker worker = timestamp(database)) {
            worker.take(1);
            database.execute("INSERT INTO event VALUES (2, 'yesterday')");
            ConnectException failure = assertThrows(ConnectException.class, () -> worker.take(1));
            assertEquals("table event, column 'at', row id=2: the value is not a timestamp", failure.getMessage());
        }
    }

    @Test
    void copiesByTimestampAndIdAcrossSeveralTimestampColumns() throws Exception {
        SqliteFile database = database(
                "CREATE TABLE event (id INTEGER PRIMARY KEY, changed TIMESTAMP, made TIMESTAMP NOT NULL)",
                "INSERT INTO event VALUES (1, '2024-01-03 00:00:00', '2024-01-01 00:00:00')",
                "INSERT INTO event VALUES (2, NULL, '2024-01-02 00:00:00'), (3, NULL, '2024-01-02 00:00:00')");
        Map<String, String> properties = Worker.properties(database.url(), "timestamp+incrementing",
                JdbcSourceConfig.INCREMENTING_COLUMN, "id", JdbcSourceConfig.TIMESTAMP_COLUMNS, "changed, made",
                JdbcSourceConfig.BATCH_MAX_ROWS, "1");
        List<Object> ids = new ArrayList<>();
        for (int restart = 0; restart < 3; restart++) {
            try (Worker worker = Worker.start(properties, offsets)) {
                ids.addAll(field(worker.take(1), "id"));
            }
        }
        assertEquals(List.of(2L, 3L, 1L), ids);
    }

    /** In New York there is no time from 02:00 to 03:00 on 9 March 2025. */
    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "timestamp+incrementing"})
    void rowsWithATimeThatTheirZoneSkipsAreCopied(String mode) throws Exception {
        SqliteFile database = database("CREATE TABLE event (id INTEGER PRIMARY KEY, at DATETIME NOT NULL)",
                "INSERT INTO event VALUES (1, '2025-03-09 01:59:00'), (2, '2025-03-09 02:05:00')",
                "INSERT INTO event VALUES (3, '2025-03-09 02:40:00'), (4, '2025-03-09 02:40:00')",
                "INSERT INTO event VALUES (5, '2025-03-09 03:05:00'), (6, '2025-03-09 03:40:00')");
        Map<String, String> properties = Worker.properties(database.url(), mode, JdbcSourceConfig.BATCH_MAX_ROWS, "1",
                JdbcSourceConfig.TIMESTAMP_COLUMNS, "at", JdbcSourceConfig.INCREMENTING_COLUMN, "id",
                JdbcSourceConfig.DB_TIMEZONE, "America/New_York");
        List<Object> ids = new ArrayList<>();
        for (int restart = 0; restart < 6; restart++) {
            try (Worker worker = Worker.start(properties, offsets)) {
                ids.addAll(field(worker.take(1), "id"));
            }
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "timestamp+incrementing"})
    void timestampInitialSkipsOlderRowsOnce(String mode) throws Exception {
        SqliteFile database = database("CREATE TABLE event (id INTEGER PRIMARY KEY, at DATETIME NOT NULL)",
                "INSERT INTO event VALUES (1, '2024-05-01 00:00:00'), (2, '2024-06-01 00:00:00')",
                "INSERT INTO event VALUES (3, '2024-06-01 00:00:01'), (4, '2024-07-01 00:00:00')");
        Map<String, String> properties = Worker.properties(database.url(), mode,
                JdbcSourceConfig.TIMESTAMP_COLUMNS, "at", JdbcSourceConfig.INCREMENTING_COLUMN, "id",
                JdbcSourceConfig.TIMESTAMP_INITIAL, String.valueOf(Instant.parse("2024-06-01T00:00:00Z").toEpochMilli()));
        try (Worker worker = Worker.start(properties, offsets)) {
            assertEquals(List.of(3L, 4L), field(worker.take(2), "id"));
        }
        properties.put(JdbcSourceConfig.TIMESTAMP_INITIAL, "0");
        try (Worker worker = Worker.start(properties, offsets)) {
            assertEquals(List.of(), worker.takeRest(10));
        }
    }

    @Test
    void timestampInitialMinusOneIsTheCurrentTime() throws Exception {
        SqliteFile database = database("CREATE TABLE event (id INTEGER PRIMARY KEY, at DATETIME NOT NULL)",
                "INSERT INTO event VALUES (1, '2024-05-01 00:00:00')");
        try (Worker worker = timestamp(database, JdbcSourceConfig.TIMESTAMP_INITIAL, "-1")) {
            assertEquals(List.of(), worker.takeRest(10));
            database.execute("INSERT INTO event VALUES (2, strftime('%Y-%m-%d %H:%M:%f', 'now', '+0.002 seconds'))");
            assertEquals(List.of(2L), field(worker.take(1), "id"));
        }
    }
}
