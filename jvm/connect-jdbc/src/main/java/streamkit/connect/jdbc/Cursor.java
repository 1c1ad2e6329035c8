package streamkit.connect.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import streamkit.connect.jdbc.config.Mode;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.RowTime;
import streamkit.connect.jdbc.database.TimestampCodec;

/** Walks through a result, and knows the position after each row. It always stands on the next unread row. */
final class Cursor implements AutoCloseable {
    private final ResultSet result;
    private final RowMapper mapper;
    private final Mode mode;
    private final TimestampCodec codec;
    private final String incrementingColumn;
    private final String timestampColumns;
    private final int timestampIndex;

    private boolean onRow;
    private RowTime timestamp;
    private ConnectException unreadableTimestamp;
    private Position position;

    Cursor(ResultSet result, RowMapper mapper, ScanQuery query, PositionColumns columns, Position start)
            throws SQLException {
        this.result = result;
        this.mapper = mapper;
        this.mode = query.mode();
        this.codec = query.codec();
        this.incrementingColumn = columns.incrementing() == null ? null : columns.incrementing().name();
        this.timestampColumns = String.join(", ", Column.names(columns.timestamps()));
        this.timestampIndex = mapper.schema().fields().size() + 1;
        this.position = start;
        advance();
        skipCopied(start);
    }

    boolean hasNext() {
        return onRow;
    }

    /** Position after the row that {@link #next} gave last. */
    Position position() {
        return position;
    }

    Struct next() throws SQLException {
        if (unreadableTimestamp != null) {
            throw unreadableTimestamp;
        }
        Struct row = mapper.read(result);
        BigInteger incrementing = mode.usesIncrementingColumn() ? incrementing(row) : null;
        RowTime time = timestamp;
        if (mode.usesIncrementingColumn()) {
            checkOrder(incrementing, time);
        }
        long rowsAtTime = time != null && time.equals(position.timestamp()) ? position.rowsAtTimestamp() + 1 : 1;
        advance();
        boolean split = mode == Mode.TIMESTAMP && onRow && time.equals(timestamp);
        position = new Position(incrementing, time, split ? rowsAtTime : 0);
        return row;
    }

    private void skipCopied(Position start) throws SQLException {
        for (long i = 0; i < start.rowsAtTimestamp() && onRow && start.timestamp().equals(timestamp); i++) {
            advance();
        }
    }

    private void advance() throws SQLException {
        onRow = result.next();
        timestamp = null;
        if (onRow && mode.usesTimestampColumn()) {
            readTimestamp();
        }
    }

    /** A failure belongs to this row: the one before it is still to be handed out. */
    private void readTimestamp() throws SQLException {
        try {
            timestamp = codec.read(result, timestampIndex);
            if (timestamp == null) {
                unreadableTimestamp = failure(timestampColumns, "the value is not a timestamp");
            }
        } catch (DataException | DateTimeException e) {
            unreadableTimestamp = failure(timestampColumns, e.getMessage());
        }
    }

    private BigInteger incrementing(Struct row) {
        Object value = row.get(incrementingColumn);
        if (value instanceof BigDecimal decimal) {
            return decimal.toBigIntegerExact();
        }
        if (value instanceof Number number) {
            return BigInteger.valueOf(number.longValue());
        }
        throw failure(incrementingColumn, "an incrementing column must not be NULL");
    }

    private void checkOrder(BigInteger incrementing, RowTime time) {
        boolean sameTime = mode == Mode.INCREMENTING || time.equals(position.timestamp());
        if (sameTime && position.incrementing() != null && incrementing.compareTo(position.incrementing()) <= 0) {
            throw failure(incrementingColumn, "an incrementing column must be larger in every row, but "
                    + incrementing + " comes after " + position.incrementing());
        }
    }

    private ConnectException failure(String column, String message) {
        return mapper.failure(result, column, new DataException(message));
    }

    @Override
    public void close() throws SQLException {
        result.close();
    }
}
