package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** SQLite files that change, or that others use, while they are copied. */
class SqliteChangesTest extends SqliteTests {

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
}
