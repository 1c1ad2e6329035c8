package streamkit.connect.jdbc;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import streamkit.connect.jdbc.database.RowTime;
import streamkit.connect.jdbc.config.Mode;

/**
 * How far a table has been copied; Connect stores it as the source offset of every record.
 *
 * @param incrementing     value of the incrementing column, or null
 * @param timestamp        value of the timestamp column, or null
 * @param rowsAtTimestamp  in timestamp mode, how many of the rows with this very timestamp are copied;
 *                         0 when all of them are
 */
record Position(BigInteger incrementing, RowTime timestamp, long rowsAtTimestamp) {
    static final Position START = new Position(null, null, 0);

    private static final String INCREMENTING = "incrementing";
    private static final String TIMESTAMP = "timestamp";
    private static final String TIMESTAMP_NANOS = "timestamp_nanos";
    /** Only for a local time that its time zone skips. */
    private static final String TIMESTAMP_LOCAL = "timestamp_local";
    private static final String TIMESTAMP_ROWS = "timestamp_rows";

    /** Reads a stored offset; parts that the mode does not use are left out. */
    static Position fromOffset(Map<String, Object> offset, Mode mode) {
        if (offset == null) {
            return START;
        }
        BigInteger incrementing = mode.usesIncrementingColumn() ? integer(offset.get(INCREMENTING)) : null;
        RowTime timestamp = mode.usesTimestampColumn() ? time(offset) : null;
        if (mode == Mode.TIMESTAMP_INCREMENTING && (incrementing == null || timestamp == null)) {
            return START;
        }
        long rows = mode == Mode.TIMESTAMP && offset.get(TIMESTAMP_ROWS) instanceof Number n ? n.longValue() : 0;
        return new Position(incrementing, timestamp, rows);
    }

    /** Before the rows that are newer than a time. */
    static Position after(Instant time) {
        return new Position(null, RowTime.of(time), 0);
    }

    Map<String, Object> toOffset() {
        Map<String, Object> offset = new HashMap<>();
        if (incrementing != null) {
            // An offset may hold no larger number than a long; BIGINT UNSIGNED needs one bit more.
            offset.put(INCREMENTING, fitsLong() ? (Object) incrementing.longValue() : incrementing.toString());
        }
        if (timestamp != null) {
            offset.put(TIMESTAMP, timestamp.instant().toEpochMilli());
            offset.put(TIMESTAMP_NANOS, (long) timestamp.instant().getNano());
            if (timestamp.local() != null) {
                offset.put(TIMESTAMP_LOCAL, timestamp.local().toString());
            }
        }
        if (rowsAtTimestamp > 0) {
            offset.put(TIMESTAMP_ROWS, rowsAtTimestamp);
        }
        return offset;
    }

    boolean isStart() {
        return incrementing == null && timestamp == null;
    }

    boolean fitsLong() {
        return incrementing.bitLength() < Long.SIZE;
    }

    private static BigInteger integer(Object stored) {
        return stored == null ? null : new BigInteger(stored.toString());
    }

    private static RowTime time(Map<String, Object> offset) {
        if (!(offset.get(TIMESTAMP) instanceof Number millis)) {
            return null;
        }
        Instant instant = Instant.ofEpochMilli(millis.longValue());
        if (offset.get(TIMESTAMP_NANOS) instanceof Number nanos) {
            instant = Instant.ofEpochSecond(instant.getEpochSecond(), nanos.longValue());
        }
        Object local = offset.get(TIMESTAMP_LOCAL);
        return new RowTime(instant, local == null ? null : LocalDateTime.parse(local.toString()));
    }
}
