package {{package}};

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same on real servers. They run when a server is named, for instance
 * {@code mvn verify "-Dmysql.url=jdbc:mysql://127.0.0.1:3306/test?user=me&password=secret"}; the tests make and drop
 * tables whose names begin with jdbc_copy.
 */
class ServerCopyTest {

    @Nested
    @EnabledIfSystemProperty(named = "mysql.url", matches = ".+")
    class MySql extends Server {
        MySql() {
            super(System.getProperty("mysql.url"), "`", "DATETIME(6)",
                    "SELECT CONCAT('KILL ', id) FROM information_schema.processlist"
                            + " WHERE id <> CONNECTION_ID() AND db = DATABASE()");
        }

        @Override
        String nowIn(String offset) {
            return "CONVERT_TZ(UTC_TIMESTAMP(6), '+00:00', '" + offset + "')";
        }

        @Test
        void everyColumnTypeIsCopied() throws Exception {
            table("id BIGINT UNSIGNED PRIMARY KEY, tu TINYINT UNSIGNED, iu INT UNSIGNED, flag BOOLEAN, b1 BIT,"
                    + " price DECIMAL(10,2) NOT NULL DEFAULT 1.5, f FLOAT, db DOUBLE, d DATE, tm TIME(3),"
                    + " ts TIMESTAMP(6) NULL, dt DATETIME(6), y YEAR, b BLOB, j JSON, e ENUM('a', 'b')");
            execute("SET time_zone = '-05:00'", "INSERT INTO " + table + " VALUES (18446744073709551615, 255,"
                    + " 4294967295, TRUE, 1, 12.30, 1.5, 2.5, '2024-02-29', '10:11:12.5', '2024-02-29 10:11:12.123456',"
                    + " '2024-02-29 10:11:12.123456', 2024, x'0102', '{\"a\": 1}', 'b')",
                    "INSERT INTO " + table + " (id) VALUES (7)");
            try (Worker worker = start("incrementing")) {
                List<SourceRecord> rows = worker.take(2);
                Struct empty = (Struct) rows.get(0).value();
                assertEquals("7", empty.get("id").toString());
                assertEquals(new BigDecimal("1.50"), empty.get("price"));
                assertNull(empty.get("ts"));

                Struct full = (Struct) rows.get(1).value();
                full.validate();
                assertEquals("18446744073709551615", full.get("id").toString());
                assertEquals((short) 255, full.get("tu"));
                assertEquals(4294967295L, full.get("iu"));
                assertEquals((byte) 1, full.get("flag"));
                assertEquals(true, full.get("b1"));
                assertEquals(new BigDecimal("12.30"), full.get("price"));
                assertEquals(1.5f, full.get("f"));
                assertEquals(2.5, full.get("db"));
                assertEquals("2024-02-29T00:00:00Z", instant(full, "d"));
                assertEquals("1970-01-01T10:11:12.500Z", instant(full, "tm"));
                assertEquals("2024-02-29T15:11:12.123Z", instant(full, "ts"));
                assertEquals("2024-02-29T10:11:12.123Z", instant(full, "dt"));
                assertEquals((short) 2024, full.get("y"));
                assertArrayEquals(new byte[] {1, 2}, full.getBytes("b"));
                assertEquals("{\"a\": 1}", full.get("j"));
                assertEquals("b", full.get("e"));
            }
            try (Worker worker = start("incrementing")) {
                assertEquals(List.of(), worker.takeRest(10));
            }
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "postgres.url", matches = ".+")
    class Postgres extends Server {
        Postgres() {
            super(System.getProperty("postgres.url"), "\"", "TIMESTAMP",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE pid <> pg_backend_pid() AND datname = current_database()");
        }

        @Override
        String nowIn(String offset) {
            return "clock_timestamp() AT TIME ZONE INTERVAL '" + offset + "'";
        }

        @Test
        void everyColumnTypeIsCopied() throws Exception {
            table("id BIGSERIAL PRIMARY KEY, s SMALLINT, flag BOOL NOT NULL DEFAULT TRUE, bits BIT(4),"
                    + " price NUMERIC(10,2), n NUMERIC, f REAL, db DOUBLE PRECISION, d DATE, tm TIME, ts TIMESTAMP, tz TIMESTAMPTZ, b BYTEA,"
                    + " j JSONB, u UUID, arr INT[], name VARCHAR(20) NOT NULL DEFAULT 'none', m MONEY, ttz TIMETZ");
            execute("INSERT INTO " + table + " VALUES (5, 2, FALSE, B'0101', 12.30, 1.2345, 1.5, 2.5, '2024-02-29',"
                    + " '10:11:12.5', '2024-02-29 10:11:12.123456', '2024-02-29 10:11:12.123456-05', '\\x0102',"
                    + " '{\"a\": 1}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{1,2}', 'x', 1.5, '10:00:00+02')",
                    "INSERT INTO " + table + " DEFAULT VALUES");
            try (Worker worker = start("incrementing")) {
                List<SourceRecord> rows = worker.take(2);
                assertEquals(true, ((Struct) rows.get(0).value()).get("flag"));
                Struct full = (Struct) rows.get(1).value();
                full.validate();
                assertEquals((short) 2, full.get("s"));
                assertEquals(false, full.get("flag"));
                assertEquals("0101", full.get("bits"));
                assertEquals(new BigDecimal("12.30"), full.get("price"));
                assertEquals("1.2345", full.get("n"));
                assertEquals(1.5f, full.get("f"));
                assertEquals(2.5, full.get("db"));
                assertEquals("2024-02-29T00:00:00Z", instant(full, "d"));
                assertEquals("1970-01-01T10:11:12.500Z", instant(full, "tm"));
                assertEquals("2024-02-29T10:11:12.123Z", instant(full, "ts"));
                assertEquals("2024-02-29T15:11:12.123Z", instant(full, "tz"));
                assertArrayEquals(new byte[] {1, 2}, full.getBytes("b"));
                assertEquals("{\"a\": 1}", full.get("j"));
                assertEquals("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", full.get("u"));
                assertEquals("{1,2}", full.get("arr"));
                assertEquals("10:00:00+02", full.get("ttz"));
                assertEquals("none", full.schema().field("name").schema().defaultValue());
            }
        }

        @Test
        void aColumnOfAnotherTypeIsFollowed() throws Exception {
            table("id INT PRIMARY KEY, v INT");
            execute("INSERT INTO " + table + " VALUES (1, 1)");
            try (Worker worker = start("incrementing")) {
                worker.take(1);
                worker.takeRest(10);
                execute("ALTER TABLE " + table + " ALTER COLUMN v TYPE TEXT",
                        "INSERT INTO " + table + " VALUES (2, 'two')");
                assertEquals("Struct{id=2,v=two}", worker.take(1).get(0).value().toString());
            }
        }
    }

    /** What every server has to do. */
    abstract static class Server {
        private final String url;
        private final String name;
        private final String timestampType;
        private final String killOtherSessions;
        final String table;
        @TempDir
        Path directory;

        Server(String url, String quote, String timestampType, String killOtherSessions) {
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
            Map<String, String> properties = Worker.properties(url, mode, more);
            properties.put(JdbcSourceConfig.WHITELIST, name);
            properties.put(JdbcSourceConfig.INCREMENTING_COLUMN, "id");
            properties.put(JdbcSourceConfig.TIMESTAMP_COLUMNS, "at");
            return Worker.start(properties, directory.resolve("offsets"));
        }

        static List<Object> ids(List<SourceRecord> records) {
            return records.stream().map(record -> ((Struct) record.value()).get("id")).toList();
        }

        static String instant(Struct struct, String field) {
            return ((Date) struct.get(field)).toInstant().toString();
        }
    }
}
