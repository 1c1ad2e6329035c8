package streamkit.connect.jdbc.database;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/** Reads TIME, which in MySQL and MariaDB is a duration from -838:59:59 to 838:59:59. */
final class MySqlTime {
    private static final Pattern TEXT = Pattern.compile("(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?");

    private MySqlTime() {
    }

    /** All conversions of MySQL's driver (Connector/J 9) drop the sign; only the bytes of the value have it. */
    static Duration read(ResultSet row, int index, boolean connectorJ) throws SQLException {
        if (!connectorJ) {
            return row.getObject(index, Duration.class);
        }
        byte[] bytes = row.getBytes(index);
        return bytes == null ? null : parse(bytes);
    }

    /**
     * The value as the protocol has it: text, or for a prepared statement sign, days, hours, minutes, seconds and
     * microseconds.
     */
    static Duration parse(byte[] bytes) {
        if (bytes.length == 0) {
            return Duration.ZERO;
        }
        if (bytes[0] > 1) {
            return parse(new String(bytes, StandardCharsets.US_ASCII));
        }
        ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean negative = value.get() == 1;
        Duration size = Duration.ofDays(value.getInt())
                .plusHours(value.get()).plusMinutes(value.get()).plusSeconds(value.get())
                .plusNanos(value.hasRemaining() ? value.getInt() * 1000L : 0);
        return negative ? size.negated() : size;
    }

    private static Duration parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new DataException("'" + text + "' is not a time");
        }
        String fraction = parts.group(5) == null ? "0" : parts.group(5);
        Duration size = Duration.ofHours(Long.parseLong(parts.group(2)))
                .plusMinutes(Long.parseLong(parts.group(3))).plusSeconds(Long.parseLong(parts.group(4)))
                .plusNanos(Long.parseLong((fraction + "00000000").substring(0, 9)));
        return parts.group(1).isEmpty() ? size : size.negated();
    }

    /** As the database shows it. */
    static String text(Duration time) {
        Duration size = time.abs();
        String sign = time.isNegative() ? "-" : "";
        return "%s%02d:%02d:%02d".formatted(sign, size.toHours(), size.toMinutesPart(), size.toSecondsPart());
    }
}
