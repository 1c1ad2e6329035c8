package {{package}};

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of NUMERIC and DECIMAL columns. */
enum NumericMapping {
    /** Connect Decimal: exact, bytes on the wire. */
    NONE,
    /** The smallest integer type that holds the precision, float64 for fractions, Decimal where neither fits. */
    BEST_FIT;

    static NumericMapping of(String configName) {
        return valueOf(configName.toUpperCase(Locale.ROOT));
    }

    static List<String> configNames() {
        return Arrays.stream(values()).map(NumericMapping::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
