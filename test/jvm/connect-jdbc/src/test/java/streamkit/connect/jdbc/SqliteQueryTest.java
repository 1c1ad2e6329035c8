package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** Copies the results of queries on SQLite files. */
class SqliteQueryTest extends SqliteTests {

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

    private Worker query(SqliteFile database, String query, String... more) {
        Map<String, String> properties = Worker.properties(database.url(), "incrementing", more);
        properties.put(JdbcSourceConfig.INCREMENTING_COLUMN, "id");
        properties.put(JdbcSourceConfig.QUERY, query);
        return Worker.start(properties, offsets);
    }

    private static List<Schema> types(List<SourceRecord> records, String name) {
        return records.stream().map(record -> record.valueSchema().field(name).schema()).distinct().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT id FROM t -- all of them",
        "SELECT id FROM t; -- all of them",
        "SELECT id FROM t ; /* all; of them */ -- and more\n",
        "SELECT id FROM t WHERE ';-- x' = ';-- x'",
        "-- first\nSELECT id FROM t /* last */",
    })
    void aQueryMayEndInAComment(String query) throws Exception {
        SqliteFile database = database("CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        try (Worker worker = query(database, query)) {
            assertEquals(List.of(1L, 2L), field(worker.take(2), "id"));
        }
    }

    @Test
    void aComputedColumnKeepsItsTypeFromPollToPoll() throws Exception {
        SqliteFile database = database("CREATE TABLE t (id INTEGER PRIMARY KEY, n)", "INSERT INTO t VALUES (1, 4)");
        String query = "SELECT id, n / 2 AS half, CAST(n AS REAL) AS n, CAST(n * 10 AS INTEGER) AS tens FROM t";
        try (Worker worker = query(database, query)) {
            List<SourceRecord> records = new ArrayList<>(worker.take(1));
            database.execute("INSERT INTO t VALUES (2, 2.5)");
            records.addAll(worker.take(1));
            database.execute("INSERT INTO t VALUES (3, NULL)");
            records.addAll(worker.take(1));
            database.execute("INSERT INTO t VALUES (4, 'many')");
            records.addAll(worker.take(1));

            assertEquals(List.of(Schema.OPTIONAL_STRING_SCHEMA), types(records, "half"));
            assertEquals(List.of(Schema.OPTIONAL_FLOAT64_SCHEMA), types(records, "n"));
            assertEquals(List.of(Schema.OPTIONAL_INT64_SCHEMA), types(records, "tens"));
            assertEquals(Arrays.asList("2", "1.25", null, "0"), field(records, "half"));
            assertEquals(Arrays.asList(4.0, 2.5, null, 0.0), field(records, "n"));
            assertEquals(Arrays.asList(40L, 25L, null, 0L), field(records, "tens"));
        }
    }

    @Test
    void aComputedColumnCanBeTheIncrementingOne() throws Exception {
        SqliteFile database = database("CREATE TABLE t (n INT)", "INSERT INTO t VALUES (1), (2)");
        try (Worker worker = query(database, "SELECT CAST(n + 100 AS INTEGER) AS id FROM t")) {
            assertEquals(List.of(101L, 102L), field(worker.take(2), "id"));
        }
    }

    @Test
    void columnsThatAQuerySelectsByStarMayBeAdded() throws Exception {
        SqliteFile database = database("CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (Worker worker = query(database, "SELECT * FROM t")) {
            worker.take(1);
            database.execute("ALTER TABLE t ADD COLUMN size REAL", "INSERT INTO t VALUES (2, 1.5)");
            assertEquals(List.of("Struct{id=2,size=1.5}"), values(worker.take(1)));
        }
    }

    @Test
    void aSuffixLimitsEachRead() throws Exception {
        SqliteFile database = database("CREATE TABLE t (id INTEGER PRIMARY KEY)",
                "INSERT INTO t VALUES (1), (2), (3), (4), (5)");
        try (Worker worker = query(database, "SELECT id FROM t", JdbcSourceConfig.QUERY_SUFFIX, "LIMIT 2 -- at most")) {
            List<Integer> sizes = new ArrayList<>();
            List<Object> ids = new ArrayList<>();
            while (ids.size() < 5) {
                List<SourceRecord> records = worker.take(1);
                sizes.add(records.size());
                ids.addAll(field(records, "id"));
            }
            assertEquals(List.of(2, 2, 1), sizes);
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L), ids);
        }
    }
}
