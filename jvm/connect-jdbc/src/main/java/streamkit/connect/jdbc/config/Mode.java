package streamkit.connect.jdbc.config;

import java.util.Arrays;
import java.util.List;

/** How new rows of a table are found. */
public enum Mode {
    BULK("bulk", false, false),
    INCREMENTING("incrementing", true, false),
    TIMESTAMP("timestamp", false, true),
    TIMESTAMP_INCREMENTING("timestamp+incrementing", true, true);

    private final String configName;
    private final boolean incrementing;
    private final boolean timestamp;

    Mode(String configName, boolean incrementing, boolean timestamp) {
        this.configName = configName;
        this.incrementing = incrementing;
        this.timestamp = timestamp;
    }

    public static Mode of(String configName) {
        return Arrays.stream(values())
                .filter(mode -> mode.configName.equals(configName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown mode " + configName));
    }

    public static List<String> configNames() {
        return Arrays.stream(values()).map(mode -> mode.configName).toList();
    }

    public boolean usesIncrementingColumn() {
        return incrementing;
    }

    public boolean usesTimestampColumn() {
        return timestamp;
    }

    @Override
    public String toString() {
        return configName;
    }
}
