package streamkit.connect.jdbc.database;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Reads the text of a DEFAULT clause. Only literals are defaults of a schema, expressions are not. */
public final class DefaultValues {
    /** 'text', with PostgreSQL's cast after it. */
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'(?:::[\\w \"]+(?:\\(\\d+\\))?)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private DefaultValues() {
    }

    public static Optional<Object> parse(String clause, Schema type) {
        if (clause == null) {
            return Optional.empty();
        }
        String text = clause.trim();
        Matcher quoted = QUOTED.matcher(text);
        boolean isQuoted = quoted.matches();
        String literal = isQuoted ? quoted.group(1).replace("''", "'") : text;

        if (type.type() == Schema.Type.STRING) {
            return isQuoted ? Optional.of(literal) : Optional.empty();
        }
        if (type.type() == Schema.Type.BOOLEAN) {
            return bool(literal);
        }
        return NUMBER.matcher(literal).matches() ? number(new BigDecimal(literal), type) : Optional.empty();
    }

    private static Optional<Object> bool(String literal) {
        return switch (literal.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> number(BigDecimal number, Schema type) {
        try {
            return Optional.ofNullable(exact(number, type));
        } catch (ArithmeticException e) {
            // DEFAULT 1.5 on an integer column is legal in some databases; each rounds in its own way.
            return Optional.empty();
        }
    }

    private static Object exact(BigDecimal number, Schema type) {
        if (Decimal.LOGICAL_NAME.equals(type.name())) {
            return number.setScale(Integer.parseInt(type.parameters().get(Decimal.SCALE_FIELD)));
        }
        if (type.name() != null) {
            return null;
        }
        return switch (type.type()) {
            case INT8 -> number.byteValueExact();
            case INT16 -> number.shortValueExact();
            case INT32 -> number.intValueExact();
            case INT64 -> number.longValueExact();
            case FLOAT32 -> number.floatValue();
            case FLOAT64 -> number.doubleValue();
            default -> null;
        };
    }
}
