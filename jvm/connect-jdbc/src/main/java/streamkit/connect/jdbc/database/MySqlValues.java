package streamkit.connect.jdbc.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads dates and times of MySQL and MariaDB in forms that lose nothing: MariaDB's driver makes NULL of a zero date and
 * 01:30 of TIME '25:30:00', MySQL's driver 00:30 of TIME '-00:30:00'.
 *
 * @param zeroDatesAreNull  as zeroDateTimeBehavior=CONVERT_TO_NULL in the URL says; otherwise they are errors
 * @param connectorJ        whether the driver is MySQL's
 */
record MySqlValues(boolean zeroDatesAreNull, boolean connectorJ) {
    private static final Pattern CONVERT =
            Pattern.compile("(?i)[?&]zeroDateTimeBehavior=(CONVERT_TO_NULL|convertToNull)\\b");
    private static final Duration DAY = Duration.ofDays(1);

    static MySqlValues of(String url) {
        return new MySqlValues(CONVERT.matcher(url).find(), url.startsWith("jdbc:mysql:"));
    }

    LocalDate date(ResultSet row, int index) throws SQLException {
        return read(row, index, LocalDate::parse, "a date");
    }

    LocalDateTime dateTime(ResultSet row, int index) throws SQLException {
        return read(row, index, text -> LocalDateTime.parse(text.replace(' ', 'T')), "a date and time");
    }

    LocalTime time(ResultSet row, int index) throws SQLException {
        Duration duration = MySqlTime.read(row, index, connectorJ);
        if (duration == null) {
            return null;
        }
        if (duration.isNegative() || duration.compareTo(DAY) >= 0) {
            throw new DataException("the TIME " + MySqlTime.text(duration)
                    + " is not a time of day, and Connect's Time holds no other; copy a query with CAST(column AS CHAR)");
        }
        return LocalTime.ofNanoOfDay(duration.toNanos());
    }

    private <T> T read(ResultSet row, int index, Function<String, T> parser, String expected) throws SQLException {
        String text = row.getString(index);
        if (text == null || zeroDatesAreNull && text.startsWith("0000-00-00")) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            String hint = text.startsWith("0000-00-00")
                    ? "; zeroDateTimeBehavior=CONVERT_TO_NULL in the URL makes it NULL"
                    : "";
            throw new DataException("'" + text + "' is not " + expected + hint);
        }
    }
}
