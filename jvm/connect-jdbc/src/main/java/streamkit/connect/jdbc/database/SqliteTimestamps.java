package streamkit.connect.jdbc.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.apache.kafka.connect.errors.DataException;

/**
 * SQLite has no time type. Text in ISO form, integers (milliseconds since 1970, as this driver writes them) and reals
 * (Julian days) are understood; for comparison all are made one form of text with milliseconds.
 */
final class SqliteTimestamps extends TimestampCodec.Local {
    private static final DateTimeFormatter NORMAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter READABLE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[ ]['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ]")
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .toFormatter();
    private static final double JULIAN_DAY_OF_1970 = 2440587.5;
    private static final double MILLIS_PER_DAY = 86_400_000;

    public SqliteTimestamps(ZoneId zone) {
        super(zone);
    }

    public static String normalized(String column) {
        String format = "'%Y-%m-%d %H:%M:%f'";
        return "CASE typeof(" + column + ") WHEN 'integer' THEN strftime(" + format + ", " + column
                + " / 1000.0, 'unixepoch') ELSE strftime(" + format + ", " + column + ") END";
    }

    @Override
    public RowTime read(ResultSet row, int index) throws SQLException {
        Object value = row.getObject(index);
        if (value instanceof String text) {
            return parse(text);
        }
        if (value instanceof Double julianDay) {
            return RowTime.of(Instant.ofEpochMilli(Math.round((julianDay - JULIAN_DAY_OF_1970) * MILLIS_PER_DAY)));
        }
        if (value instanceof Number millis) {
            return RowTime.of(Instant.ofEpochMilli(millis.longValue()));
        }
        if (value == null) {
            return null;
        }
        throw new DataException(SqliteTypes.describe(value) + " is not a timestamp");
    }

    @Override
    public void bind(PreparedStatement statement, int index, RowTime time) throws SQLException {
        statement.setString(index, NORMAL.format(time.in(zone)));
    }

    private RowTime parse(String text) {
        try {
            TemporalAccessor parsed = READABLE.parseBest(
                    text.trim(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime time) {
                return RowTime.of(time.toInstant());
            }
            LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
            return RowTime.of(local, zone);
        } catch (DateTimeException e) {
            throw new DataException(SqliteTypes.describe(text) + " is not a timestamp");
        }
    }
}
