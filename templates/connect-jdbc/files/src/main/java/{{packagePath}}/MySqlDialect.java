package {{package}};

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** MySQL and MariaDB, with either driver. */
final class MySqlDialect extends Dialect {

    MySqlDialect(JdbcSourceConfig config) {
        super(config);
    }

    @Override
    Map<String, String> driverProperties() {
        return Map.of(
                // TINYINT(1) holds -128 to 127, YEAR holds a number.
                "tinyInt1isBit", "false",
                "yearIsDateType", "false",
                // Without it Connector/J reads the whole result into memory.
                "useCursorFetch", "true",
                "connectTimeout", "10000");
    }

    @Override
    void prepare(Connection connection) throws SQLException {
        super.prepare(connection);
        try (Statement statement = connection.createStatement()) {
            // TIMESTAMP is stored in UTC but shown in the session's zone, with gaps and overlaps each summer.
            statement.execute("SET time_zone = '+00:00'");
        }
    }

    @Override
    TableId tableId(String catalog, String schema, String name) {
        return new TableId(catalog, null, name);
    }

    @Override
    TimestampCodec timestamps(Column column) {
        return new Timestamps(column.typeName().equals("TIMESTAMP") ? ZoneOffset.UTC : config.dbTimezone());
    }

    @Override
    String timestampParameter() {
        return "CAST(? AS DATETIME(6))";
    }

    @Override
    Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    /** Bound as text: Connector/J takes MariaDB for a server so old that it cuts off the fraction of a second. */
    private record Timestamps(ZoneId zone) implements TimestampCodec {
        private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

        @Override
        public Instant read(ResultSet row, int index) throws SQLException {
            return TimestampCodec.local(zone).read(row, index);
        }

        @Override
        public void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
            statement.setString(index, TEXT.format(instant.atZone(zone)));
        }
    }
}
