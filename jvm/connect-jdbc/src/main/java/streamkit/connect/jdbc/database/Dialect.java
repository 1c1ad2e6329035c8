package streamkit.connect.jdbc.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Timestamp;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.Mode;

/** What differs between databases. This class itself does for any database with a reasonable driver. */
public class Dialect {
    final JdbcSourceConfig config;
    private final TypeMapper types;

    public Dialect(JdbcSourceConfig config) {
        this(config, new TypeMapper(config.numericMapping()));
    }

    public Dialect(JdbcSourceConfig config, TypeMapper types) {
        this.config = config;
        this.types = types;
    }

    public static Dialect of(JdbcSourceConfig config) {
        String url = config.url();
        if (url.startsWith("jdbc:sqlite:")) {
            return new SqliteDialect(config);
        }
        if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            return new MySqlDialect(config);
        }
        return url.startsWith("jdbc:postgresql:") ? new PostgresDialect(config) : new Dialect(config);
    }

    /** Driver properties to set unless the URL sets them. */
    public Map<String, String> driverProperties() {
        return Map.of();
    }

    /** Fails if a connection should not even be tried. */
    public void checkBeforeConnecting() throws SQLException {
    }

    /** True if open connections look at a database that is no longer the one of the URL. */
    public boolean hasBeenReplaced() {
        return false;
    }

    /** Without auto-commit PostgreSQL and others read through a cursor, not all rows at once. */
    public void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** For how long a result set may stay open from batch to batch without being in anyone's way. */
    public Duration longestCursor(Mode mode) {
        return Duration.ofDays(1);
    }

    public TableId tableId(String catalog, String schema, String name) {
        return new TableId(catalog, schema, name);
    }

    public boolean isSystemTable(String name) {
        return false;
    }

    /** The columns of a table in their order; empty if there is no such table. */
    public List<Column> columns(Connection connection, TableId table) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        Set<String> keys = primaryKey(meta, table);
        List<Column> columns = new ArrayList<>();
        try (ResultSet row = meta.getColumns(
                table.catalog(), likeName(meta, table.schema()), likeName(meta, table.name()), null)) {
            while (row.next()) {
                String name = row.getString("COLUMN_NAME");
                columns.add(new Column(name, row.getInt("DATA_TYPE"), row.getString("TYPE_NAME"),
                        row.getInt("COLUMN_SIZE"), row.getInt("DECIMAL_DIGITS"),
                        row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                        row.getString("COLUMN_DEF"), keys.contains(name)));
            }
        }
        return columns;
    }

    /** The columns of a query's result. */
    public List<Column> queryColumns(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM (" + query + "\n) t WHERE 1 = 0")) {
            ResultSetMetaData meta = result.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(resultColumn(meta, i));
            }
            return columns;
        }
    }

    /** A column of a result. */
    public Column resultColumn(ResultSetMetaData meta, int index) throws SQLException {
        return Column.ofResult(meta, index);
    }

    /** True if the types in the metadata of a result are those of its first row, which the next result may not have. */
    public boolean describesFirstRow() {
        return false;
    }

    private static Set<String> primaryKey(DatabaseMetaData meta, TableId table) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet row = meta.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
            while (row.next()) {
                names.add(row.getString("COLUMN_NAME"));
            }
        }
        return names;
    }

    /** Metadata calls take LIKE patterns, where a name may well hold an underscore. */
    public static String likeName(DatabaseMetaData meta, String name) throws SQLException {
        String escape = meta.getSearchStringEscape();
        if (name == null || escape == null || escape.isEmpty()) {
            return name;
        }
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    public final ColumnMapping map(Column column) {
        return types.map(column, timestamps(column));
    }

    public TimestampCodec timestamps(Column column) {
        return TimestampCodec.local(config.dbTimezone());
    }

    /** True if the column can be a timestamp column. */
    public boolean isTimestamp(Column column) {
        return Timestamp.LOGICAL_NAME.equals(map(column).type().name());
    }

    /** SQL that makes a timestamp column comparable with bound parameters. */
    public String comparableTimestamp(String column) {
        return column;
    }

    /** SQL for a bound timestamp. */
    public String timestampParameter() {
        return "?";
    }

    /** True if a column may hold values for which {@link #comparableTimestamp} is NULL. */
    public boolean allowsUnreadableTimestamps() {
        return false;
    }

    /** The database's clock: the worker's may differ. */
    public Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    /** True if the same may work a little later, or on a new connection. */
    public boolean isTransient(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof IOException
                    || cause instanceof SQLException sql && hasTransientState(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Connection failure, deadlock, out of resources, server going down. */
    private static boolean hasTransientState(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && (state.startsWith("08") || state.startsWith("40") || state.startsWith("53")
                        || state.startsWith("57P"));
    }
}
