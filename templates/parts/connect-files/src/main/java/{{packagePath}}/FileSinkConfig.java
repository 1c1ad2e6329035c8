package {{package}};

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** The properties that say how records become files. The names are those of Confluent's connectors. */
abstract class FileSinkConfig extends AbstractConfig {
    static final String TOPICS_DIR = "topics.dir";
    static final String FLUSH_SIZE = "flush.size";
    static final String FLUSH_BYTES = "flush.bytes";
    static final String ROTATE_INTERVAL = "rotate.interval.ms";
    static final String ROTATE_SCHEDULE = "rotate.schedule.interval.ms";
    static final String FORMAT = "format.class";
    static final String PAD_WIDTH = "filename.offset.zero.pad.width";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String PARTITIONER = "partitioner.class";
    static final String RETRY_BACKOFF = "retry.backoff.ms";

    FileSinkConfig(ConfigDef definition, Map<String, String> properties) {
        super(definition, properties, false);
    }

    /** @param scheduleNote what to know of {@code rotate.schedule.interval.ms} */
    static ConfigDef withFiles(ConfigDef definition, String scheduleNote) {
        return definition
                .define(TOPICS_DIR, Type.STRING, "topics", Importance.LOW, "First part of the names of all files.")
                .define(FLUSH_SIZE, Type.INT, 1000, atLeast(1), Importance.HIGH, "Records per file.")
                .define(FLUSH_BYTES, Type.INT, 64 << 20, between(1, 1 << 30), Importance.MEDIUM,
                        "A file is written when its records, not compressed, have this many bytes. They are in"
                                + " memory.")
                .define(ROTATE_INTERVAL, Type.LONG, -1L, Importance.MEDIUM,
                        "Longest time between the timestamps of the first and the last record of a file, in"
                                + " milliseconds (default: no limit).")
                .define(ROTATE_SCHEDULE, Type.LONG, -1L, Importance.MEDIUM,
                        "A file that is not full is written after this time, in milliseconds (default: never)."
                                + scheduleNote)
                .define(FORMAT, Type.STRING, "JsonFormat", (Validator) FileSinkConfig::checkFormat, Importance.HIGH,
                        "JsonFormat or ByteArrayFormat.")
                .define(PAD_WIDTH, Type.INT, 10, between(0, 19), Importance.LOW,
                        "Digits of the offsets in the name of a file.")
                .define(NULL_VALUES, Type.STRING, "fail", ValidString.in("fail", "ignore"), Importance.LOW,
                        "What happens to a record without a value (a tombstone): fail or ignore.")
                .define(PARTITIONER, Type.STRING, "DefaultPartitioner",
                        (Validator) FileSinkConfig::checkPartitioner, Importance.LOW,
                        "DefaultPartitioner: one folder per partition of the topic.")
                .define(RETRY_BACKOFF, Type.LONG, 5000L, atLeast(1), Importance.LOW,
                        "Pause before the next attempt while the server is not reachable, in milliseconds.");
    }

    /**
     * The name of the file in the folder of its partition, without its extension.
     *
     * @param first offset of the first record in the file
     * @param last  offset of the last record in the file
     */
    abstract String fileName(TopicPartition partition, long first, long last);

    boolean gzip() {
        return false;
    }

    boolean ignoresNullValues() {
        return getString(NULL_VALUES).equals("ignore");
    }

    RecordFormat format() {
        return simpleName(getString(FORMAT)).equals("JsonFormat") ? RecordFormat.json() : RecordFormat.bytes();
    }

    /** For example topics/orders/partition=0 */
    String folder(TopicPartition partition) {
        return getString(TOPICS_DIR) + "/" + partition.topic() + "/partition=" + partition.partition();
    }

    /** An offset as it is written in the names of files. */
    String padded(long offset) {
        String digits = String.valueOf(offset);
        return "0".repeat(Math.max(0, getInt(PAD_WIDTH) - digits.length())) + digits;
    }

    private static void checkFormat(String name, Object value) {
        ValidString.in("JsonFormat", "ByteArrayFormat").ensureValid(name, simpleName((String) value));
    }

    private static void checkPartitioner(String name, Object value) {
        ValidString.in("DefaultPartitioner").ensureValid(name, simpleName((String) value));
    }

    /** Confluent's configurations name classes with their packages: io.confluent.connect.….JsonFormat. */
    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
