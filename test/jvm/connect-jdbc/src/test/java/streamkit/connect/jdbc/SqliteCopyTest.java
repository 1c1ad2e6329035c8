package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** Copies SQLite files by an incrementing column, with stops and restarts. */
class SqliteCopyTest extends SqliteTests {

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
    void bulkCopiesTheWholeTableAgainAndAgain() throws Exception {
        SqliteFile database = database(CUSTOMER, "INSERT INTO customer VALUES (1, 'Jon'), (2, 'Harry')");
        Map<String, String> properties = Worker.properties(database.url(), "bulk",
                JdbcSourceConfig.BATCH_MAX_ROWS, "1");
        try (Worker worker = Worker.start(properties, offsets)) {
            assertEquals(List.of(1L, 2L, 1L, 2L), field(worker.take(4), "cust_id"));
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

    @Test
    void declaredTypesOfAnyFormAreCopied() throws Exception {
        SqliteFile database = database("CREATE TABLE odd (id INTEGER PRIMARY KEY, a DECIMAL(8.3), b NUMERIC(-4,1),"
                        + " c \"varchar(MAX)\", d DECIMAL(99999999999999), e \"TEXT(\", f NUMERIC(7,3))",
                "INSERT INTO odd VALUES (1, 1.25, 2.5, 'x', 3, 'y', 4.125)");
        try (Worker worker = incrementing(database, "id")) {
            assertEquals(List.of("Struct{id=1,a=1.25,b=2.5,c=x,d=3,e=y,f=4.125}"), values(worker.take(1)));
        }
    }

    private static String instant(Struct struct, String field) {
        return ((java.util.Date) struct.get(field)).toInstant().toString();
    }
}
