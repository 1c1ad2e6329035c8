package {{package}};

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one table, or the query, batch by batch from the stored offset on. */
final class TableReader {
    private static final Logger log = LoggerFactory.getLogger(TableReader.class);

    private final Source source;
    private final JdbcSourceConfig config;
    private final Dialect dialect;

    private Position position;
    private long dueNanos = System.nanoTime();
    private ConnectException failure;

    private List<Column> described;
    private PositionColumns positionColumns;
    private ScanQuery query;
    private PreparedStatement statement;
    private String statementSql;
    private List<Column> resultColumns;
    private RowMapper mapper;
    private Cursor cursor;
    private long cursorNanos;
    private long findNanos;
    private long comparedNanos;
    private boolean warnedOfBehind;

    TableReader(Source source, JdbcSourceConfig config, Dialect dialect, Position position) {
        this.source = source;
        this.config = config;
        this.dialect = dialect;
        this.position = position;
    }

    Source source() {
        return source;
    }

    /** When the table is to be read next, in terms of {@link System#nanoTime}. */
    long dueNanos() {
        return dueNanos;
    }

    void postpone(Duration pause) {
        dueNanos = System.nanoTime() + pause.toNanos();
    }

    /** The next records, none if the table holds nothing new. */
    List<SourceRecord> read(Connection connection) throws SQLException {
        if (failure != null) {
            throw failure;
        }
        if (cursor == null) {
            open(connection);
        }
        List<SourceRecord> records = new ArrayList<>();
        try {
            while (cursor.hasNext() && records.size() < config.batchMaxRows()) {
                records.add(record(cursor.next()));
            }
            if (records.isEmpty() && isCompareDue()) {
                warnIfTableIsBehind(connection);
            }
            closeCursorIfDone(connection);
        } catch (ConnectException e) {
            if (records.isEmpty()) {
                throw e;
            }
            // The good rows before it are delivered first.
            failure = e;
        } catch (SQLException e) {
            cursor = null;
            if (records.isEmpty()) {
                throw e;
            }
            // The position is behind these rows already; the next read meets the error, if it lasts.
            log.warn("Reading {} broke off after {} rows: {}", source, records.size(), Failures.message(e));
        }
        return records;
    }

    private SourceRecord record(Struct row) {
        position = cursor.position();
        warnedOfBehind = false;
        return new SourceRecord(source.partition(), position.toOffset(), source.topic(), null, mapper.schema(), row);
    }

    private void closeCursorIfDone(Connection connection) throws SQLException {
        boolean done = !cursor.hasNext();
        if (done || shouldGiveWay()) {
            cursor.close();
            cursor = null;
            endTransaction(connection);
            postpone(done ? config.pollInterval() : Duration.ZERO);
        }
        // An open cursor keeps its turn: the end of another table's transaction would close it.
    }

    /** A bulk copy never does: it has no position to go on from. */
    private boolean shouldGiveWay() {
        if (config.mode() == Mode.BULK) {
            return false;
        }
        Duration longest = dialect.longestCursor(config.mode());
        // Where finding the place took long, so may the reading: else most of the time would go into finding it.
        long limit = longest.isZero() ? 0 : Math.max(longest.toNanos(), findNanos);
        return System.nanoTime() - cursorNanos > limit;
    }

    private void open(Connection connection) throws SQLException {
        boolean reused = statement != null;
        try {
            execute(connection);
        } catch (SQLException e) {
            if (!reused || dialect.isTransient(e)) {
                throw e;
            }
            log.info("Preparing the statement for {} again, the table may have been altered: {}",
                    source, Failures.message(e));
            release();
            endTransaction(connection);
            execute(connection);
        }
    }

    private void execute(Connection connection) throws SQLException {
        if (query == null) {
            describe(connection);
        }
        Instant end = config.mode().usesTimestampColumn()
                ? dialect.now(connection).minus(config.timestampDelay())
                : null;
        long startNanos = System.nanoTime();
        prepare(connection, query.sql(position));
        query.bind(statement, position, end);
        ResultSet result = statement.executeQuery();
        updateMapper(connection, result.getMetaData());
        cursor = new Cursor(result, mapper, query, positionColumns, position);
        cursorNanos = System.nanoTime();
        findNanos = cursorNanos - startNanos;
    }

    private void describe(Connection connection) throws SQLException {
        SqlNames names = SqlNames.of(connection);
        String from = source.isQuery() ? "(" + config.query() + ")" : names.table(source.table());
        described = columns(connection, source, config, dialect);
        if (described.isEmpty()) {
            throw new SQLException("There is no " + source);
        }
        positionColumns = PositionColumns.of(config, dialect, source, described);
        query = new ScanQuery(config.mode(), dialect, names, from, positionColumns);
        warnIfTableIsBehind(connection);
        // Else MySQL shows the rows as of now, while the time range of the read to come ends later.
        endTransaction(connection);
    }

    static List<Column> columns(Connection connection, Source source, JdbcSourceConfig config, Dialect dialect)
            throws SQLException {
        if (!source.isQuery()) {
            return dialect.columns(connection, source.table());
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM (" + config.query() + ") t WHERE 1 = 0")) {
            ResultSetMetaData meta = result.getMetaData();
            return RowMapper.resultColumns(meta, meta.getColumnCount(), List.of());
        }
    }

    /** A table that is emptied or recreated while it is copied would otherwise just fall silent. */
    private boolean isCompareDue() {
        return System.nanoTime() - comparedNanos > config.tablePollInterval().toNanos();
    }

    private void warnIfTableIsBehind(Connection connection) throws SQLException {
        if (source.isQuery() || config.mode() != Mode.INCREMENTING || position.isStart() || warnedOfBehind) {
            return;
        }
        comparedNanos = System.nanoTime();
        BigDecimal largest = query.largest(connection);
        if (largest == null || largest.toBigInteger().compareTo(position.incrementing()) < 0) {
            warnedOfBehind = true;
            log.warn("The largest {} in {} is {}, but all rows up to {} count as copied: only larger ones will be seen."
                            + " If the table has been recreated, reset the offsets of this connector.",
                    positionColumns.incrementing().name(), source, largest, position.incrementing());
        }
    }

    private void prepare(Connection connection, String sql) throws SQLException {
        if (sql.equals(statementSql)) {
            return;
        }
        closeStatement();
        statement = connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(config.batchMaxRows());
        statementSql = sql;
        log.debug("{}: {}", source, sql);
    }

    /** Columns may have been added or dropped since the last read. */
    private void updateMapper(Connection connection, ResultSetMetaData meta) throws SQLException {
        int count = meta.getColumnCount() - (config.mode().usesTimestampColumn() ? 1 : 0);
        List<Column> current = RowMapper.resultColumns(meta, count, List.of());
        if (current.equals(resultColumns)) {
            return;
        }
        if (resultColumns != null) {
            log.info("The columns of {} have changed", source);
            described = columns(connection, source, config, dialect);
        }
        resultColumns = current;
        List<Column> known = source.isQuery() ? List.of() : described;
        mapper = new RowMapper(source, dialect, RowMapper.resultColumns(meta, count, known), positionColumns);
    }

    /** True if the table is no longer there. */
    boolean isGone(Connection connection) throws SQLException {
        endTransaction(connection);
        return !source.isQuery() && dialect.columns(connection, source.table()).isEmpty();
    }

    /** Ends a read transaction, also one that has failed. */
    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Forgets all that belongs to the connection, to go on with another one. */
    void release() {
        cursor = null;
        query = null;
        mapper = null;
        resultColumns = null;
        closeStatement();
    }

    private void closeStatement() {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            log.debug("Closing the statement for {} failed: {}", source, Failures.message(e));
        }
        statement = null;
        statementSql = null;
    }
}
