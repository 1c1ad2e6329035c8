package streamkit.connect.jdbc.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of NUMERIC and DECIMAL columns. */
public enum NumericMapping {
    /** Connect Decimal: exact, bytes on the wire. */
    NONE,
    /** The smallest integer type that holds the precision, Decimal for fractions. */
    PRECISION_ONLY,
    /** The smallest integer type that holds the precision, float64 for fractions, Decimal where neither fits. */
    BEST_FIT,
    /** As BEST_FIT, with float64 for fractions of any precision. */
    BEST_FIT_EAGER_DOUBLE;

    public static NumericMapping of(String configName) {
        return valueOf(configName.toUpperCase(Locale.ROOT));
    }

    public static List<String> configNames() {
        return Arrays.stream(values()).map(NumericMapping::toString).toList();
    }

    public boolean prefersIntegers() {
        return this != NONE;
    }

    public boolean isBestFit() {
        return this == BEST_FIT || this == BEST_FIT_EAGER_DOUBLE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
