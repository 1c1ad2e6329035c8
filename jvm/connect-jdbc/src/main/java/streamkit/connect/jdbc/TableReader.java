package streamkit.connect.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.Mode;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.Dialect;
import streamkit.connect.jdbc.database.Failures;
import streamkit.connect.jdbc.database.SqlNames;

/** Reads one table, or the query, batch by batch from the stored offset on. */
final class TableReader {
    private static final Logger log = LoggerFactory.getLogger(TableReader.class);

    private final Source source;
    private final JdbcSourceConfig config;
    private final Dialect dialect;
    private final BehindWarning behind;

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

    TableReader(Source source, JdbcSourceConfig config, Dialect dialect, Position position) {
        this.source = source;
        this.config = config;
        this.dialect = dialect;
        this.position = position;
        this.behind = new BehindWarning(source, config);
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
            if (records.isEmpty() && behind.isDue()) {
                behind.check(connection, query, position);
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
        behind.reset();
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
        Instant now = config.mode().usesTimestampColumn() ? dialect.now(connection) : null;
        if (now != null && position.isStart()) {
            position = initialPosition(now);
        }
        long startNanos = System.nanoTime();
        prepare(connection, query.sql(position));
        query.bind(statement, position, now == null ? null : now.minus(config.timestampDelay()));
        ResultSet result = statement.executeQuery();
        updateMapper(connection, result.getMetaData());
        cursor = new Cursor(result, mapper, query, positionColumns, position);
        cursorNanos = System.nanoTime();
        findNanos = cursorNanos - startNanos;
    }

    private Position initialPosition(Instant now) {
        Long initial = config.timestampInitial();
        if (initial == null) {
            return Position.START;
        }
        return Position.after(initial == JdbcSourceConfig.CURRENT_TIME
                ? query.codec().complete(now)
                : Instant.ofEpochMilli(initial));
    }

    private void describe(Connection connection) throws SQLException {
        SqlNames names = SqlNames.of(connection);
        String from = source.isQuery() ? "(" + config.query() + "\n)" : names.table(source.table());
        described = source.columns(connection, config, dialect);
        if (described.isEmpty()) {
            throw new SQLException("There is no " + source);
        }
        positionColumns = PositionColumns.of(config, dialect, source, described);
        query = new ScanQuery(config.mode(), dialect, names, from, positionColumns, config.querySuffix());
        behind.check(connection, query, position);
        // Else MySQL shows the rows as of now, while the time range of the read to come ends later.
        endTransaction(connection);
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
        boolean typed = !source.isQuery() || !dialect.describesFirstRow();
        List<Column> current = RowMapper.resultColumns(dialect, meta, count, typed ? List.of() : described);
        if (current.equals(resultColumns)) {
            return;
        }
        if (resultColumns != null) {
            log.info("The columns of {} have changed", source);
            described = source.columns(connection, config, dialect);
        }
        resultColumns = current;
        List<Column> known = source.isQuery() && typed ? List.of() : described;
        mapper = new RowMapper(source, dialect, RowMapper.resultColumns(dialect, meta, count, known), positionColumns);
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
