package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * On a real PostgreSQL, whose URL with user and password is in POSTGRES_URL; the tests create and drop tables whose names begin with
 * jdbc_copy.
 */
@EnabledIfEnvironmentVariable(named = "POSTGRES_URL", matches = ".+")
class PostgresTest extends ServerTests {
    PostgresTest() {
        super(System.getenv("POSTGRES_URL"), "\"", "TIMESTAMP",
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
