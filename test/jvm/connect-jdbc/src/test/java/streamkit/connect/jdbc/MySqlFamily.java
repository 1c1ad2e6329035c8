package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** What MySQL and MariaDB have to do, with either driver. */
abstract class MySqlFamily extends ServerTests {
    MySqlFamily(String url) {
        super(url, "`", "DATETIME(6)",
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

    @Test
    void aTimeThatIsNotATimeOfDayFailsTheTask() throws Exception {
        for (String time : List.of("31:15:00", "-00:20:00", "-02:00:01", "24:00:00")) {
            drop();
            table("id INT PRIMARY KEY, tm TIME(1)");
            execute("INSERT INTO " + table + " VALUES (1, '23:59:59.5'), (2, '" + time + "')");
            try (Worker worker = start("incrementing", JdbcSourceConfig.BATCH_MAX_ROWS, "1")) {
                assertEquals("1970-01-01T23:59:59.500Z", instant((Struct) worker.take(1).get(0).value(), "tm"));
                ConnectException failure = assertThrows(ConnectException.class, () -> worker.take(1));
                assertTrue(failure.getMessage().contains("column 'tm', row id=2: the TIME " + time), failure.getMessage());
            }
            deleteOffsets();
        }
    }

    @Test
    void zeroDatesAreAnErrorOrNullAsTheUrlSays() throws Exception {
        table("id INT PRIMARY KEY, d DATE, dt DATETIME, ts TIMESTAMP NULL");
        execute("SET sql_mode = ''", "INSERT INTO " + table + " VALUES (1, '2025-06-30', '2025-06-30 01:02:03', NULL)",
                "INSERT INTO " + table + " VALUES (2, '0000-00-00', '2025-06-30 01:02:03', NULL)");
        try (Worker worker = start("incrementing")) {
            assertEquals("2025-06-30T00:00:00Z", instant((Struct) worker.take(1).get(0).value(), "d"));
            ConnectException failure = assertThrows(ConnectException.class, () -> worker.take(1));
            assertTrue(failure.getMessage().contains("column 'd', row id=2: '0000-00-00' is not a date"), failure.getMessage());
        }
        execute("SET sql_mode = ''", "UPDATE " + table + " SET d = NULL, dt = '0000-00-00 00:00:00' WHERE id = 2");
        try (Worker worker = start("incrementing")) {
            ConnectException failure = assertThrows(ConnectException.class, () -> worker.take(1));
            assertTrue(failure.getMessage().contains("column 'dt', row id=2: '0000-00-00 00:00:00'"), failure.getMessage());
        }
        try (Worker worker = start("incrementing", JdbcSourceConfig.URL, url + "&zeroDateTimeBehavior=CONVERT_TO_NULL")) {
            Struct row = (Struct) worker.take(1).get(0).value();
            assertEquals(2, row.get("id"));
            assertNull(row.get("dt"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GEOMETRY", "POINT", "POLYGON", "GEOMETRYCOLLECTION"})
    void spatialColumnsAreRefused(String type) throws Exception {
        table("id INT PRIMARY KEY, shape " + type);
        Map<String, String> properties = properties("incrementing");
        List<String> errors = new JdbcSourceConnector().validate(properties).configValues().stream()
                .flatMap(value -> value.errorMessages().stream()).toList();
        assertEquals(1, errors.size(), errors::toString);
        // The driver of MySQL calls each of them GEOMETRY.
        assertTrue(errors.get(0).matches(".*, column 'shape': the type (GEOMETRY|" + type + ") is not supported; .*"),
                errors::toString);
        try (Worker worker = start("incrementing")) {
            assertThrows(ConnectException.class, () -> worker.take(1));
        }
        properties.remove(JdbcSourceConfig.WHITELIST);
        properties.put(JdbcSourceConfig.QUERY, "SELECT id, ST_AsText(shape) AS shape FROM " + table + " # as text");
        execute("INSERT INTO " + table + " VALUES (9, NULL)");
        try (Worker worker = Worker.start(properties, directory.resolve("other-offsets"))) {
            assertEquals("Struct{id=9}", worker.take(1).get(0).value().toString());
        }
    }

    @Test
    void rowsWithATimeThatTheirZoneSkipsAreCopied() throws Exception {
        table("id INT PRIMARY KEY, at DATETIME NOT NULL");
        execute("INSERT INTO " + table + " VALUES (1, '2025-03-30 00:59:59'), (2, '2025-03-30 01:10:00'),"
                + " (3, '2025-03-30 01:50:00'), (4, '2025-03-30 02:10:00')");
        List<Object> ids = new ArrayList<>();
        for (int restart = 0; restart < 4; restart++) {
            try (Worker worker = start("timestamp", JdbcSourceConfig.BATCH_MAX_ROWS, "1",
                    JdbcSourceConfig.DB_TIMEZONE, "Europe/Lisbon")) {
                ids.addAll(ids(worker.take(1)));
            }
        }
        assertEquals(List.of(1, 2, 3, 4), ids);
    }
}
