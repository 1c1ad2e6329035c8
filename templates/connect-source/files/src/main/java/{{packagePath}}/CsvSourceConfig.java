package {{package}};

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The settings of the connector. */
final class CsvSourceConfig extends AbstractConfig {
    static final String FILE = "file";
    static final String TOPIC = "topic";
    static final String SEPARATOR = "separator";
    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String BATCH_SIZE = "batch.size";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(FILE, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, new NonEmptyString(), Importance.HIGH,
                    "CSV file to read; its first line has the names of the columns.")
            .define(TOPIC, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, new NonEmptyString(), Importance.HIGH,
                    "Topic to write to.")
            .define(SEPARATOR, Type.STRING, ",", new NonEmptyString(), Importance.LOW, "What separates two columns.")
            .define(POLL_INTERVAL, Type.LONG, 1000L, Range.atLeast(1), Importance.LOW,
                    "Pause before a file without new rows is read again.")
            .define(BATCH_SIZE, Type.INT, 500, Range.atLeast(1), Importance.LOW, "Maximum rows per batch.");

    CsvSourceConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
    }

    Path file() {
        return Path.of(getString(FILE));
    }

    String topic() {
        return getString(TOPIC);
    }

    String separator() {
        return getString(SEPARATOR);
    }

    Duration pollInterval() {
        return Duration.ofMillis(getLong(POLL_INTERVAL));
    }

    int batchSize() {
        return getInt(BATCH_SIZE);
    }
}
