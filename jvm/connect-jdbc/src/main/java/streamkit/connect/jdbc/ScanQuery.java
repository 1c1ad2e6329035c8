package streamkit.connect.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkit.connect.jdbc.config.Mode;
import streamkit.connect.jdbc.database.Dialect;
import streamkit.connect.jdbc.database.RowTime;
import streamkit.connect.jdbc.database.SqlNames;
import streamkit.connect.jdbc.database.TimestampCodec;

/** The SELECT that finds the rows after a position. */
final class ScanQuery {
    private final Mode mode;
    private final String from;
    private final String incrementing;
    private final String timestamp;
    private final String unreadable;
    private final String timestampParameter;
    private final TimestampCodec codec;
    private final String keys;
    private final String suffix;

    /** @param suffix  what follows the generated SQL; may be empty */
    ScanQuery(Mode mode, Dialect dialect, SqlNames names, String from, PositionColumns columns, String suffix) {
        this.mode = mode;
        this.suffix = suffix.isEmpty() ? "" : " " + suffix;
        this.from = from;
        this.incrementing = columns.incrementing() == null ? null : names.column(columns.incrementing());
        List<String> timestamps = columns.timestamps().stream().map(names::column).toList();
        this.timestamp = firstNonNull(timestamps.stream().map(dialect::comparableTimestamp).toList());
        this.timestampParameter = dialect.timestampParameter();
        // Such rows are to be met and reported, not skipped in silence.
        this.unreadable = dialect.allowsUnreadableTimestamps()
                ? " OR (" + firstNonNull(timestamps) + " IS NOT NULL AND " + timestamp + " IS NULL)"
                : "";
        this.codec = timestamps.isEmpty() ? null : dialect.timestamps(columns.timestamps().get(0));
        this.keys = columns.keys().stream().map(names::column).collect(Collectors.joining(", "));
    }

    private static String firstNonNull(List<String> values) {
        return values.size() == 1 ? values.get(0) : "COALESCE(" + String.join(", ", values) + ")";
    }

    Mode mode() {
        return mode;
    }

    TimestampCodec codec() {
        return codec;
    }

    String sql(Position after) {
        // The database works out the time of a row: it is the last column of the result.
        String columns = mode.usesTimestampColumn() ? "t.*, " + timestamp : "t.*";
        return "SELECT " + columns + " FROM " + from + " t" + where(after) + orderBy() + suffix;
    }

    private String where(Position after) {
        return switch (mode) {
            case BULK -> "";
            case INCREMENTING -> " WHERE " + incrementing + (after.isStart() ? " IS NOT NULL" : " > ?");
            case TIMESTAMP -> timeRange(after);
            case TIMESTAMP_INCREMENTING -> timeRangeWithIncrementing(after);
        };
    }

    /** True if only some of the rows with the position's timestamp are copied. */
    private static boolean isSplit(Position after) {
        return after.rowsAtTimestamp() > 0;
    }

    private String timeRange(Position after) {
        String lower = after.isStart() ? "" : time(isSplit(after) ? ">=" : ">") + " AND ";
        return " WHERE (" + lower + time("<") + ")" + unreadable;
    }

    private String timeRangeWithIncrementing(Position after) {
        return " WHERE (" + lowerBound(after) + " AND " + time("<") + ")" + unreadable;
    }

    private String lowerBound(Position after) {
        if (after.isStart()) {
            return incrementing + " IS NOT NULL";
        }
        return after.incrementing() == null
                ? incrementing + " IS NOT NULL AND " + time(">")
                : "(" + time(">") + " OR (" + time("=") + " AND " + incrementing + " > ?))";
    }

    private String time(String comparison) {
        return timestamp + " " + comparison + " " + timestampParameter;
    }

    private String orderBy() {
        List<String> order = switch (mode) {
            case BULK -> List.of();
            case INCREMENTING -> List.of(incrementing);
            case TIMESTAMP -> Stream.of(timestamp, keys).filter(sql -> !sql.isEmpty()).toList();
            case TIMESTAMP_INCREMENTING -> List.of(timestamp, incrementing);
        };
        return order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order);
    }

    /** Sets the parameters of {@link #sql}; rows from {@code end} on may not be complete. */
    void bind(PreparedStatement statement, Position after, Instant end) throws SQLException {
        int index = 1;
        if (!after.isStart() && mode.usesTimestampColumn()) {
            codec.bind(statement, index++, after.timestamp());
        }
        if (after.incrementing() != null && mode == Mode.TIMESTAMP_INCREMENTING) {
            codec.bind(statement, index++, after.timestamp());
        }
        if (after.incrementing() != null) {
            bindIncrementing(statement, index++, after);
        }
        if (mode.usesTimestampColumn()) {
            codec.bind(statement, index, RowTime.of(codec.complete(end)));
        }
    }

    private static void bindIncrementing(PreparedStatement statement, int index, Position after) throws SQLException {
        if (after.fitsLong()) {
            statement.setLong(index, after.incrementing().longValue());
        } else {
            statement.setBigDecimal(index, new BigDecimal(after.incrementing()));
        }
    }

    /** The largest value of the incrementing column; null if there are no rows. */
    BigDecimal largest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT MAX(" + incrementing + ") FROM " + from + " t")) {
            row.next();
            String largest = row.getString(1);
            return largest == null ? null : new BigDecimal(largest);
        }
    }
}
