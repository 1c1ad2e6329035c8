package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies real SQLite files, with stops and restarts. */
class SqliteCopyTest {
    private static final String CUSTOMER = "CREATE TABLE customer("
            + "cust_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, cust_name VARCHAR(255))";

    @TempDir
    Path directory;
    private Path offsets;

    @BeforeEach
    void offsetFile() {
        offsets = directory.resolve("offsets");
    }

    private SqliteFile database(String... statements) throws Exception {
        return SqliteFile.create(directory.resolve("firstdb.db"), statements);
    }

    private Worker incrementing(SqliteFile database, String column, String... more) {
        Map<String, String> properties = Worker.properties(database.url(), "incrementing", more);
        properties.put(JdbcSourceConfig.INCREMENTING_COLUMN, column);
        return Worker.start(properties, offsets);
    }

    private static List<String> values(List<SourceRecord> records) {
        return records.stream().map(record -> record.value().toString()).toList();
    }

    private static List<Object> field(List<SourceRecord> records, String name) {
        return records.stream().map(record -> ((Struct) record.value()).get(name)).toList();
    }

    @Test
    void copiesTheCustomersAndThoseInsertedWhileItRuns() throws Exception {
        SqliteFile database = database(CUSTOMER,
                "INSERT INTO customer VALUES (1, 'Jon'), (2, 'Harry'), (3, 'James')");
        try (Worker worker = incrementing(database, "cust_id")) {
            List<SourceRecord> first = worker.take(3);
            assertEquals(List.of("Struct{cust_id=1,cust_name=Jon}", "Struct{cust_id=2,cust_name=Harry}",
                    "Struct{cust_id=3,cust_name=James}"), values(first));
            assertEquals("test-customer", first.get(0).topic());
            assertEquals("customer", first.get(0).valueSchema().name());

            database.execute("INSERT INTO customer (cust_name) VALUES ('Susan'), (NULL)");
            assertEquals(List.of("Struct{cust_id=4,cust_name=Susan}", "Struct{cust_id=5}"), values(worker.take(2)));
        }
    }

    @Test
    void goesOnAfterARestartWithoutGapOrRepetition() throws Exception {
        SqliteFile database = database(CUSTOMER);
        insertCustomers(database, 1000);
        List<Object> ids = new ArrayList<>();
        while (ids.size() < 1000) {
            try (Worker worker = incrementing(database, "cust_id", JdbcSourceConfig.BATCH_MAX_ROWS, "130")) {
                ids.addAll(field(worker.poll(), "cust_id"));
            }
        }
        assertEquals(LongStream.rangeClosed(1, 1000).boxed().toList(), ids);
    }

    private static void insertCustomers(SqliteFile database, int count) throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO customer (cust_name) VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                insert.setString(1, "name " + i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    @Test
    void jsonConverterAcceptsTheRecord() throws Exception {
        SqliteFile database = database(CUSTOMER, "INSERT INTO customer VALUES (1, 'Jon')");
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        try (Worker worker = incrementing(database, "cust_id")) {
            SourceRecord row = worker.take(1).get(0);
            byte[] json = converter.fromConnectData(row.topic(), row.valueSchema(), row.value());
            assertEquals("{\"cust_id\":1,\"cust_name\":\"Jon\"}", new String(json, StandardCharsets.UTF_8));
        }
    }

    @Test
    void negativeAndLargeIdsAreCopied() throws Exception {
        SqliteFile database = database("CREATE TABLE t (id INTEGER PRIMARY KEY)",
                "INSERT INTO t VALUES (-7), (0), (9223372036854775807)");
        try (Worker worker = incrementing(database, "id")) {
            assertEquals(List.of(-7L, 0L, Long.MAX_VALUE), field(worker.take(3), "id"));
        }
    }

    @Test
    void hostileNamesAreCopied() throws Exception {
        SqliteFile database = database(
                "CREATE TABLE \"it's \"\"my\"\" täble; --%_\" (\"the id\" INTEGER PRIMARY KEY, \"select\" TEXT)",
                "INSERT INTO \"it's \"\"my\"\" täble; --%_\" VALUES (1, 'x')");
        try (Worker worker = incrementing(database, "the id")) {
            SourceRecord row = worker.take(1).get(0);
            assertEquals("test-it_s__my__t_ble__--__", row.topic());
            assertEquals("Struct{the id=1,select=x}", row.value().toString());
        }
    }

    @Test
    void systemTablesAreNotCopied() throws Exception {
        SqliteFile database = database(CUSTOMER, "INSERT INTO customer VALUES (1, 'Jon')");
        try (Worker worker = Worker.start(Worker.properties(database.url(), "bulk"), offsets)) {
            assertEquals(List.of("test-customer"), worker.take(1).stream().map(SourceRecord::topic).toList());
            assertTrue(worker.takeRest(20).stream().allMatch(record -> record.topic().equals("test-customer")));
        }
    }

    @Test
    void rowsBeforeABadOneAreDeliveredThenTheTaskFailsAndNamesIt() throws Exception {
        SqliteFile database = database("CREATE TABLE person (id INTEGER PRIMARY KEY, age INT)",
                "INSERT INTO person VALUES (1, 30), (2, 40), (3, 'old'), (4, 50)");
        try (Worker worker = incrementing(database, "id")) {
            assertEquals(List.of(30L, 40L), field(worker.take(2), "age"));
            ConnectException failure = assertThrows(ConnectException.class, () -> worker.take(1));
            assertEquals("table person, column 'age', row id=3: the text 'old' is not an integer",
                    failure.getMessage());
        }
    }

    @Test
    void anIncrementingColumnThatRepeatsIsRefused() throws Exception {
        SqliteFile database = database("CREATE TABLE t (n INT NOT NULL)", "INSERT INTO t VALUES (1), (2), (2)");
        try (Worker worker = incrementing(database, "n")) {
            assertEquals(List.of(1L, 2L), field(worker.take(2), "n"));
            ConnectException failure = assertThrows(ConnectException.class, () -> worker.take(1));
            assertTrue(failure.getMessage().contains("2 comes after 2"), failure.getMessage());
        }
    }

    @Test
    void aTableWithoutTheColumnFailsTheTask() throws Exception {
        SqliteFile database = database("CREATE TABLE t (n INT NOT NULL)");
        try (Worker worker = incrementing(database, "id")) {
            ConnectException failure = assertThrows(ConnectException.class, () -> worker.take(1));
            assertEquals("table t has no column 'id'; it has [n]", failure.getMessage());
        }
    }

    @Test
    void aNullableColumnIsRefusedUnlessAllowed() throws Exception {
        SqliteFile database = database("CREATE TABLE t (n INT)", "INSERT INTO t VALUES (NULL), (1)");
        try (Worker worker = incrementing(database, "n")) {
            assertThrows(ConnectException.class, () -> worker.take(1));
        }
        try (Worker worker = incrementing(database, "n", JdbcSourceConfig.VALIDATE_NON_NULL, "false")) {
            assertEquals(List.of(1L), field(worker.take(1), "n"));
        }
    }

    @Test
    void columnsAddedWhileItRunsAppear() throws Exception {
        SqliteFile database = database(CUSTOMER, "INSERT INTO customer VALUES (1, 'Jon')");
        try (Worker worker = incrementing(database, "cust_id")) {
            worker.take(1);
            database.execute("ALTER TABLE customer ADD COLUMN city TEXT NOT NULL DEFAULT 'Oslo'",
                    "INSERT INTO customer (cust_name) VALUES ('Harry')");
            SourceRecord row = worker.take(1).get(0);
            assertEquals("Struct{cust_id=2,cust_name=Harry,city=Oslo}", row.value().toString());
            assertEquals("Oslo", row.valueSchema().field("city").schema().defaultValue());
        }
    }

    @Test
    void aWriterIsNotKeptOutBetweenBatches() throws Exception {
        SqliteFile database = database(CUSTOMER);
        insertCustomers(database, 10);
        try (Worker worker = incrementing(database, "cust_id", JdbcSourceConfig.BATCH_MAX_ROWS, "4")) {
            assertEquals(4, worker.take(1).size());
            database.execute("PRAGMA busy_timeout = 0", "INSERT INTO customer (cust_name) VALUES ('Late')");
            assertEquals(LongStream.rangeClosed(5, 11).boxed().toList(), field(worker.take(7), "cust_id"));
        }
    }

    @Test
    void waitsWhileTheDatabaseIsLocked() throws Exception {
        SqliteFile database = database(CUSTOMER, "INSERT INTO customer VALUES (1, 'Jon')");
        Map<String, String> properties = Worker.properties(database.url() + "?busy_timeout=1", "incrementing",
                JdbcSourceConfig.INCREMENTING_COLUMN, "cust_id");
        try (Worker worker = Worker.start(properties, offsets); Connection writer = database.connect()) {
            try (Statement statement = writer.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                assertEquals(List.of(), worker.takeRest(10));
                statement.execute("COMMIT");
            }
            assertEquals(List.of(1L), field(worker.take(1), "cust_id"));
        }
    }

    @Test
    void aMissingFileIsAnErrorAndIsNotCreated() {
        Path missing = directory.resolve("missing.db");
        ConnectException failure = assertThrows(ConnectException.class,
                () -> incrementing(new SqliteFile(missing), "id"));
        assertTrue(failure.getMessage().contains("There is no SQLite database file " + missing),
                failure.getMessage());
        assertFalse(Files.exists(missing));
    }

    @Test
    void followsAFileThatIsReplacedWhileItRuns() throws Exception {
        SqliteFile database = database(CUSTOMER, "INSERT INTO customer VALUES (1, 'Jon')");
        try (Worker worker = incrementing(database, "cust_id")) {
            worker.take(1);
            Files.delete(database.path());
            assertEquals(List.of(), worker.takeRest(10));
            database.execute(CUSTOMER, "INSERT INTO customer VALUES (1, 'Other'), (2, 'Harry')");
            assertEquals(List.of("Struct{cust_id=2,cust_name=Harry}"), values(worker.take(1)));
        }
    }

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

    @Test
    void copiesTheResultOfAQuery() throws Exception {
        SqliteFile database = database(CUSTOMER,
                "INSERT INTO customer VALUES (1, 'Jon'), (2, 'Harry'), (3, 'James')");
        Map<String, String> properties = Worker.properties(database.url(), "incrementing",
                JdbcSourceConfig.INCREMENTING_COLUMN, "cust_id", JdbcSourceConfig.QUERY,
                "SELECT cust_id, upper(cust_name) AS name FROM customer WHERE cust_name LIKE 'J%';",
                JdbcSourceConfig.TOPIC_PREFIX, "j-customers");
        try (Worker worker = Worker.start(properties, offsets)) {
            List<SourceRecord> rows = worker.take(2);
            assertEquals(List.of("Struct{cust_id=1,name=JON}", "Struct{cust_id=3,name=JAMES}"), values(rows));
            assertEquals("j-customers", rows.get(0).topic());
        }
    }

    @Test
    void bulkCopiesTheWholeTableAgainAndAgain() throws Exception {
        SqliteFile database = database(CUSTOMER, "INSERT INTO customer VALUES (1, 'Jon'), (2, 'Harry')");
        Map<String, String> properties = Worker.properties(database.url(), "bulk",
                JdbcSourceConfig.BATCH_MAX_ROWS, "1");
        try (Worker worker = Worker.start(properties, offsets)) {
            assertEquals(List.of(1L, 2L, 1L, 2L), field(worker.take(4), "cust_id"));
        }
    }

    @Test
    void severalTablesTakeTurns() throws Exception {
        SqliteFile database = database("CREATE TABLE a (id INTEGER PRIMARY KEY)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY)", "INSERT INTO a VALUES (1), (2), (3), (4)",
                "INSERT INTO b VALUES (1)");
        try (Worker worker = incrementing(database, "id", JdbcSourceConfig.BATCH_MAX_ROWS, "2")) {
            assertEquals(List.of("test-a", "test-a", "test-b", "test-a", "test-a"),
                    worker.take(5).stream().map(SourceRecord::topic).toList());
        }
    }

    @Test
    void aDroppedTableDoesNotStopTheOthers() throws Exception {
        SqliteFile database = database("CREATE TABLE a (id INTEGER PRIMARY KEY)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY)", "INSERT INTO a VALUES (1)", "INSERT INTO b VALUES (1)");
        try (Worker worker = incrementing(database, "id")) {
            worker.take(2);
            database.execute("DROP TABLE a");
            assertEquals(List.of(), worker.takeRest(10));
            database.execute("INSERT INTO b VALUES (2)");
            assertEquals(List.of("test-b"), worker.take(1).stream().map(SourceRecord::topic).toList());
        }
    }

    @Test
    void everyColumnTypeIsCopied() throws Exception {
        SqliteFile database = database("CREATE TABLE t (id INTEGER PRIMARY KEY, big UNSIGNED BIG INT, r REAL,"
                        + " flag BOOLEAN, price DECIMAL(10,2), n NUMERIC, d DATE, tm TIME, dt DATETIME, b BLOB,"
                        + " j JSON, c CHAR(3) NOT NULL DEFAULT 'x''y', untyped)",
                "INSERT INTO t VALUES (1, 9007199254740993, 1.5, TRUE, 0.1 + 0.2, 12.25, '2024-02-29', '10:11:12.5',"
                        + " '2024-02-29 10:11:12', x'0102', '{}', 'abc', 7)",
                "INSERT INTO t (id) VALUES (2)");
        try (Worker worker = incrementing(database, "id")) {
            List<SourceRecord> rows = worker.take(2);
            Struct full = (Struct) rows.get(0).value();
            full.validate();
            assertEquals(9007199254740993L, full.getInt64("big"));
            assertEquals(1.5, full.getFloat64("r"));
            assertEquals(true, full.getBoolean("flag"));
            assertEquals("0.30", full.get("price").toString());
            assertEquals("12.25", full.getString("n"));
            assertEquals("2024-02-29T00:00:00Z", instant(full, "d"));
            assertEquals("1970-01-01T10:11:12.500Z", instant(full, "tm"));
            assertEquals("2024-02-29T10:11:12Z", instant(full, "dt"));
            assertEquals(List.of(1, 2), IntStream.of(full.getBytes("b")[0], full.getBytes("b")[1]).boxed().toList());
            assertEquals("{}", full.getString("j"));
            assertEquals("7", full.getString("untyped"));

            Struct empty = (Struct) rows.get(1).value();
            assertNull(empty.get("big"));
            assertNull(empty.get("dt"));
            assertEquals("x'y", empty.get("c"));
        }
    }

    private static String instant(Struct struct, String field) {
        return ((java.util.Date) struct.get(field)).toInstant().toString();
    }
}
