package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.Mode;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.Dialect;
import streamkit.connect.jdbc.database.SqlNames;

class ScanQueryTest {
    private static final Column ID = new Column("id", Types.INTEGER, "INT", 0, 0, false, null, true);

    private static ScanQuery query(Mode mode, String type, String suffix) {
        Dialect dialect = Dialect.of(new JdbcSourceConfig(Worker.properties("jdbc:mariadb://h/d", mode.toString(),
                JdbcSourceConfig.DB_TIMEZONE, "Europe/Lisbon")));
        Column at = new Column("at", Types.TIMESTAMP, type, 0, 0, false, null, false);
        Column incrementing = mode.usesIncrementingColumn() ? ID : null;
        return new ScanQuery(mode, dialect, new SqlNames("`"), "t", new PositionColumns(incrementing, List.of(at), List.of(ID)),
                suffix);
    }

    private static List<Object> bound(ScanQuery query, Position after, String end) throws Exception {
        List<Object> values = new ArrayList<>();
        PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(ScanQueryTest.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class}, (self, method, arguments) -> {
                    assertEquals(values.size() + 1, arguments[0]);
                    values.add(arguments[1]);
                    return null;
                });
        query.bind(statement, after, Instant.parse(end));
        return values;
    }

    /** In Lisbon, 01:00 to 02:00 occurs twice on 26 October 2025. */
    @ParameterizedTest
    @CsvSource({
        "DATETIME, 2025-10-26T00:40:00Z, 2025-10-26 01:00:00.000000",
        "DATETIME, 2025-10-26T01:40:00Z, 2025-10-26 01:00:00.000000",
        "DATETIME, 2025-10-26T02:40:00Z, 2025-10-26 02:40:00.000000",
        "TIMESTAMP, 2025-10-26T01:40:00Z, 2025-10-26 01:40:00.000000",
    })
    void rowsOfAnHourThatOccursTwiceAreReadWhenItHasPassed(String type, String now, String end) throws Exception {
        assertEquals(List.of(end), bound(query(Mode.TIMESTAMP, type, ""), Position.START, now));
    }

    @Test
    void aStartTimeWithoutAnIdIsALowerBoundOnly() throws Exception {
        ScanQuery query = query(Mode.TIMESTAMP_INCREMENTING, "TIMESTAMP", "FOR UPDATE");
        Position after = Position.after(Instant.parse("2025-01-01T00:00:00Z"));
        assertEquals("SELECT t.*, t.`at` FROM t t WHERE (t.`id` IS NOT NULL AND t.`at` > CAST(? AS DATETIME(6))"
                + " AND t.`at` < CAST(? AS DATETIME(6))) ORDER BY t.`at`, t.`id` FOR UPDATE", query.sql(after));
        assertEquals(List.of("2025-01-01 00:00:00.000000", "2025-02-01 00:00:00.000000"),
                bound(query, after, "2025-02-01T00:00:00Z"));
    }
}
