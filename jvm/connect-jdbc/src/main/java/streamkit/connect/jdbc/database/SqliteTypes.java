package streamkit.connect.jdbc.database;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import streamkit.connect.jdbc.config.NumericMapping;

/**
 * The declared type decides, by SQLite's own affinity rules. Any column may hold any value though, and the driver's
 * typed getters make 0 of a text, so values are fetched as they are and checked here.
 */
public final class SqliteTypes extends TypeMapper {
    /** As many digits as SQLite itself shows of a floating point number: 0.1 + 0.2 is 0.3. */
    private static final MathContext SHOWN_DIGITS = new MathContext(15);
    private static final int MAX_SHOWN_TEXT = 40;

    private final ZoneId zone;

    public SqliteTypes(NumericMapping numericMapping, ZoneId zone) {
        super(numericMapping);
        this.zone = zone;
    }

    @Override
    public ColumnMapping map(Column column, TimestampCodec timestamps) {
        String type = column.typeName();
        return switch (type) {
            case "BOOLEAN", "BOOL" -> bool();
            case "DATE" -> date();
            case "TIME" -> time();
            case "DATETIME", "TIMESTAMP" -> timestamp(timestamps);
            case "DECIMAL", "NUMERIC" -> numeric(column);
            default -> byAffinity(type);
        };
    }

    private ColumnMapping byAffinity(String type) {
        if (type.contains("INT")) {
            return int64();
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return string();
        }
        if (type.contains("BLOB")) {
            return bytes();
        }
        return type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") ? float64() : string();
    }

    @Override
    public ColumnMapping bool() {
        return mapping(SchemaBuilder.bool(), SqliteTypes::toBoolean);
    }

    @Override
    public ColumnMapping int8() {
        return mapping(SchemaBuilder.int8(), value -> BigDecimal.valueOf(toLong(value)).byteValueExact());
    }

    @Override
    public ColumnMapping int16() {
        return mapping(SchemaBuilder.int16(), value -> BigDecimal.valueOf(toLong(value)).shortValueExact());
    }

    @Override
    public ColumnMapping int32() {
        return mapping(SchemaBuilder.int32(), value -> Math.toIntExact(toLong(value)));
    }

    @Override
    public ColumnMapping int64() {
        return mapping(SchemaBuilder.int64(), SqliteTypes::toLong);
    }

    @Override
    public ColumnMapping float64() {
        return mapping(SchemaBuilder.float64(), value -> {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            throw mismatch(value, "a number");
        });
    }

    @Override
    public ColumnMapping decimal(int scale) {
        return mapping(Decimal.builder(scale), value -> toDecimal(value).setScale(scale));
    }

    @Override
    public ColumnMapping string() {
        return mapping(SchemaBuilder.string(), value -> {
            if (value instanceof byte[]) {
                throw mismatch(value, "text");
            }
            return value.toString();
        });
    }

    @Override
    public ColumnMapping bytes() {
        return mapping(SchemaBuilder.bytes(), value -> {
            if (value instanceof String text) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            if (value instanceof byte[]) {
                return value;
            }
            throw mismatch(value, "a blob");
        });
    }

    @Override
    public ColumnMapping date() {
        return mapping(Date.builder(), value -> connectDate(value instanceof String text
                ? parse(text, LocalDate::parse, "a date")
                : ofMillis(value, "a date").toLocalDate()));
    }

    @Override
    public ColumnMapping time() {
        return mapping(Time.builder(), value -> connectTime(value instanceof String text
                ? parse(text, LocalTime::parse, "a time of day")
                : ofMillis(value, "a time of day").toLocalTime()));
    }

    /** What an error message says about a value. */
    public static String describe(Object value) {
        if (value instanceof byte[] bytes) {
            return "a blob of " + bytes.length + " bytes";
        }
        if (value instanceof Number number) {
            return "the number " + number;
        }
        String text = value.toString();
        return "the text '" + (text.length() <= MAX_SHOWN_TEXT ? text : text.substring(0, MAX_SHOWN_TEXT) + "…") + "'";
    }

    private static ColumnMapping mapping(SchemaBuilder type, Function<Object, Object> conversion) {
        return new ColumnMapping(type, (row, index) -> {
            Object value = row.getObject(index);
            return value == null ? null : conversion.apply(value);
        });
    }

    private static Boolean toBoolean(Object value) {
        return switch (value.toString()) {
            case "1", "true", "TRUE" -> true;
            case "0", "false", "FALSE" -> false;
            default -> throw mismatch(value, "a boolean");
        };
    }

    private static long toLong(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw mismatch(value, "an integer");
    }

    private static BigDecimal toDecimal(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number, SHOWN_DIGITS);
        }
        try {
            return new BigDecimal(value.toString().trim());
        } catch (NumberFormatException e) {
            throw mismatch(value, "a decimal number");
        }
    }

    private ZonedDateTime ofMillis(Object value, String expected) {
        if (value instanceof Long || value instanceof Integer) {
            return Instant.ofEpochMilli(((Number) value).longValue()).atZone(zone);
        }
        throw mismatch(value, expected);
    }

    private static <T> T parse(String text, Function<String, T> parser, String expected) {
        try {
            return parser.apply(text.trim());
        } catch (DateTimeException e) {
            throw mismatch(text, expected);
        }
    }

    private static DataException mismatch(Object value, String expected) {
        return new DataException(describe(value) + " is not " + expected);
    }
}
