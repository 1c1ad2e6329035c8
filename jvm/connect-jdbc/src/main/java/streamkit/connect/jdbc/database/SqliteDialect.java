package streamkit.connect.jdbc.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.Mode;

/** SQLite: a file, one writer at a time, and column types that are only a recommendation. */
public final class SqliteDialect extends Dialect {
    private static final String URL_PREFIX = "jdbc:sqlite:";
    private static final String QUERY_VIEW = "streamkit_query_columns";
    /** SQLITE_OPEN_READWRITE without SQLITE_OPEN_CREATE. Read-only could not recover after a writer's crash. */
    private static final String OPEN_EXISTING = "2";
    private static final Duration LONGEST_TIMESTAMP_CURSOR = Duration.ofSeconds(1);
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int PROTOCOL = 15;

    private Object openedFile;

    public SqliteDialect(JdbcSourceConfig config) {
        super(config, new SqliteTypes(config.numericMapping(), config.dbTimezone()));
    }

    @Override
    public Map<String, String> driverProperties() {
        return Map.of("open_mode", OPEN_EXISTING);
    }

    /** The driver would make an empty database of a file that is not there. */
    @Override
    public void checkBeforeConnecting() throws SQLException {
        Path file = file();
        if (!Files.isRegularFile(file)) {
            throw new SQLException("There is no SQLite database file " + file.toAbsolutePath()
                    + " (a relative path starts at the worker's directory)");
        }
        openedFile = fileKey(file);
    }

    @Override
    public boolean hasBeenReplaced() {
        return openedFile != null && !openedFile.equals(fileKey(file()));
    }

    /** An open result set keeps every writer out. Finding the place again is cheap by id, but a sort by time. */
    @Override
    public Duration longestCursor(Mode mode) {
        return mode == Mode.INCREMENTING ? Duration.ZERO : LONGEST_TIMESTAMP_CURSOR;
    }

    @Override
    public void prepare(Connection connection) {
        // Auto-commit stays on: a lock then ends with its result set.
    }

    private Path file() {
        String name = config.url().substring(URL_PREFIX.length()).replaceFirst("\\?.*$", "");
        if (name.startsWith("file:")) {
            name = name.substring("file:".length());
        }
        return Path.of(name);
    }

    private static Object fileKey(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    @Override
    public boolean isSystemTable(String name) {
        return name.startsWith("sqlite_");
    }

    /** Not from DatabaseMetaData, which fails on a quote in the table's name and rewrites the declared types. */
    @Override
    public List<Column> columns(Connection connection, TableId table) throws SQLException {
        String sql = "SELECT name, type, \"notnull\", dflt_value, pk, (SELECT count(*) FROM pragma_table_xinfo(?) "
                + "WHERE pk > 0) AS keys FROM pragma_table_xinfo(?) WHERE hidden <> 1";
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.name());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(column(row));
                }
            }
        }
        return columns;
    }

    private static Column column(ResultSet row) throws SQLException {
        SqliteDeclaration declared = SqliteDeclaration.parse(row.getString("type"));
        boolean key = row.getInt("pk") > 0;
        // INTEGER PRIMARY KEY is the row id, never NULL though nothing says so.
        boolean rowId = key && row.getInt("keys") == 1 && declared.type().equalsIgnoreCase("INTEGER");
        return new Column(row.getString("name"), Types.OTHER, declared.type(), declared.precision(), declared.scale(),
                row.getInt("notnull") == 0 && !rowId, row.getString("dflt_value"), key);
    }

    /** The metadata of a result describe the values of its first row; those of a view, the expressions. */
    @Override
    public List<Column> queryColumns(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP VIEW " + QUERY_VIEW + " AS SELECT * FROM (" + query + "\n)");
            try {
                return columns(connection, new TableId(null, null, QUERY_VIEW));
            } finally {
                statement.execute("DROP VIEW temp." + QUERY_VIEW);
            }
        }
    }

    /** Without the precision: the driver fails on declared types such as DECIMAL(8.3). */
    @Override
    public Column resultColumn(ResultSetMetaData meta, int index) throws SQLException {
        return new Column(
                meta.getColumnLabel(index), Types.OTHER, meta.getColumnTypeName(index), 0, 0, true, null, false);
    }

    @Override
    public boolean describesFirstRow() {
        return true;
    }

    @Override
    public TimestampCodec timestamps(Column column) {
        return new SqliteTimestamps(config.dbTimezone());
    }

    /** Any declared type may hold times; a STRICT table even has to use TEXT or INTEGER. */
    @Override
    public boolean isTimestamp(Column column) {
        return true;
    }

    @Override
    public String comparableTimestamp(String column) {
        return SqliteTimestamps.normalized(column);
    }

    @Override
    public boolean allowsUnreadableTimestamps() {
        return true;
    }

    /** The same machine, hence the same clock; milliseconds as in {@link SqliteTimestamps}. */
    @Override
    public Instant now(Connection connection) {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public boolean isTransient(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return code == BUSY || code == LOCKED || code == PROTOCOL || super.isTransient(failure);
    }
}
