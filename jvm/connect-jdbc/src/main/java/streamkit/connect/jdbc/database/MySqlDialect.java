package streamkit.connect.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.NumericMapping;

/** MySQL and MariaDB, with either driver. */
public final class MySqlDialect extends Dialect {

    private final MySqlValues values;

    public MySqlDialect(JdbcSourceConfig config) {
        super(config, new Types(config.numericMapping(), MySqlValues.of(config.url())));
        values = MySqlValues.of(config.url());
    }

    @Override
    public Map<String, String> driverProperties() {
        return Map.of(
                // TINYINT(1) holds -128 to 127, YEAR holds a number.
                "tinyInt1isBit", "false",
                "yearIsDateType", "false",
                // Without it Connector/J reads the whole result into memory.
                "useCursorFetch", "true",
                "connectTimeout", "10000");
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        super.prepare(connection);
        try (Statement statement = connection.createStatement()) {
            // TIMESTAMP is stored in UTC but shown in the session's zone, with gaps and overlaps each summer.
            statement.execute("SET time_zone = '+00:00'");
        }
    }

    @Override
    public TableId tableId(String catalog, String schema, String name) {
        return new TableId(catalog, null, name);
    }

    @Override
    public TimestampCodec timestamps(Column column) {
        return new Timestamps(column.typeName().equals("TIMESTAMP") ? ZoneOffset.UTC : config.dbTimezone(), values);
    }

    @Override
    public String timestampParameter() {
        return "CAST(? AS DATETIME(6))";
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    /** Bound as text: Connector/J takes MariaDB for a server so old that it cuts off the fraction of a second. */
    private static final class Timestamps extends TimestampCodec.Local {
        private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
        private final MySqlValues values;

        Timestamps(ZoneId zone, MySqlValues values) {
            super(zone);
            this.values = values;
        }

        @Override
        public RowTime read(ResultSet row, int index) throws SQLException {
            LocalDateTime local = values.dateTime(row, index);
            return local == null ? null : RowTime.of(local, zone);
        }

        @Override
        public void bind(PreparedStatement statement, int index, RowTime time) throws SQLException {
            statement.setString(index, TEXT.format(time.in(zone)));
        }
    }

    private static final class Types extends TypeMapper {
        private static final Set<String> SPATIAL = Set.of("GEOMETRY", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT",
                "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "GEOMCOLLECTION");
        private final MySqlValues values;

        Types(NumericMapping numericMapping, MySqlValues values) {
            super(numericMapping);
            this.values = values;
        }

        @Override
        public ColumnMapping map(Column column, TimestampCodec timestamps) {
            if (SPATIAL.contains(column.typeName())) {
                throw new DataException("the type " + column.typeName()
                        + " is not supported; copy a query with ST_AsText(" + column.name() + ")");
            }
            return super.map(column, timestamps);
        }

        @Override
        public ColumnMapping date() {
            return new ColumnMapping(Date.builder(), (row, index) -> {
                LocalDate date = values.date(row, index);
                return date == null ? null : connectDate(date);
            });
        }

        @Override
        public ColumnMapping time() {
            return new ColumnMapping(Time.builder(), (row, index) -> {
                LocalTime time = values.time(row, index);
                return time == null ? null : connectTime(time);
            });
        }
    }
}
