package {{package}};

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.net.URI;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The connector's properties. The names are those of Confluent's S3 sink connector. */
final class S3SinkConfig extends AbstractConfig {
    static final String BUCKET = "s3.bucket.name";
    static final String CREATE = "s3.bucket.create";
    static final String REGION = "s3.region";
    static final String URL = "store.url";
    static final String PATH_STYLE = "s3.path.style.access.enabled";
    static final String KEY_ID = "aws.access.key.id";
    static final String SECRET = "aws.secret.access.key";
    static final String TOPICS_DIR = "topics.dir";
    static final String FLUSH_SIZE = "flush.size";
    static final String FLUSH_BYTES = "flush.bytes";
    static final String ROTATE_INTERVAL = "rotate.interval.ms";
    static final String ROTATE_SCHEDULE = "rotate.schedule.interval.ms";
    static final String FORMAT = "format.class";
    static final String COMPRESSION = "s3.compression.type";
    static final String DELIMITER = "file.delim";
    static final String PAD_WIDTH = "filename.offset.zero.pad.width";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String PARTITIONER = "partitioner.class";
    static final String RETRY_BACKOFF = "retry.backoff.ms";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(BUCKET, Type.STRING, NO_DEFAULT_VALUE, new ConfigDef.NonEmptyString(), Importance.HIGH,
                    "Bucket that the objects are written to.")
            .define(CREATE, Type.BOOLEAN, false, Importance.MEDIUM,
                    "Whether the bucket is created if it does not exist.")
            .define(REGION, Type.STRING, "us-east-1", Importance.MEDIUM, "Region of the bucket.")
            .define(URL, Type.STRING, null, (Validator) S3SinkConfig::checkUrl, Importance.MEDIUM,
                    "Address of an S3 server, such as http://127.0.0.1:9000 (default: Amazon S3).")
            .define(PATH_STYLE, Type.BOOLEAN, true, Importance.LOW,
                    "Whether the bucket is part of the path and not of the host name.")
            .define(KEY_ID, Type.STRING, null, Importance.HIGH,
                    "Access key (default: the credentials in the worker's environment).")
            .define(SECRET, Type.PASSWORD, null, Importance.HIGH, "Secret of the access key.")
            .define(TOPICS_DIR, Type.STRING, "topics", Importance.LOW, "First part of the names of all objects.")
            .define(FLUSH_SIZE, Type.INT, 1000, atLeast(1), Importance.HIGH, "Records per object.")
            .define(FLUSH_BYTES, Type.INT, 64 << 20, between(1, 1 << 30), Importance.MEDIUM,
                    "An object is written when its records, not compressed, have this many bytes. They are in memory.")
            .define(ROTATE_INTERVAL, Type.LONG, -1L, Importance.MEDIUM,
                    "Longest time between the timestamps of the first and the last record of an object, in milliseconds"
                            + " (default: no limit).")
            .define(ROTATE_SCHEDULE, Type.LONG, -1L, Importance.MEDIUM,
                    "An object that is not full is written after this time, in milliseconds (default: never). A worker"
                            + " that is killed may write such records twice.")
            .define(FORMAT, Type.STRING, "JsonFormat", (Validator) S3SinkConfig::checkFormat, Importance.HIGH,
                    "JsonFormat or ByteArrayFormat.")
            .define(COMPRESSION, Type.STRING, "none", ValidString.in("none", "gzip"), Importance.LOW,
                    "none or gzip.")
            .define(DELIMITER, Type.STRING, "+", new ConfigDef.NonEmptyString(), Importance.LOW,
                    "Between topic, partition and offset in the name of an object.")
            .define(PAD_WIDTH, Type.INT, 10, between(0, 19), Importance.LOW, "Digits of the offset in that name.")
            .define(NULL_VALUES, Type.STRING, "fail", ValidString.in("fail", "ignore"), Importance.LOW,
                    "What happens to a record without a value (a tombstone): fail or ignore.")
            .define(PARTITIONER, Type.STRING, "DefaultPartitioner", (Validator) S3SinkConfig::checkPartitioner,
                    Importance.LOW, "DefaultPartitioner: one folder per partition of the topic.")
            .define(RETRY_BACKOFF, Type.LONG, 5000L, atLeast(1), Importance.LOW,
                    "Pause before the next attempt while the server is not reachable, in milliseconds.");

    S3SinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties, false);
        if ((getString(KEY_ID) == null) != (getPassword(SECRET) == null)) {
            throw new ConfigException(KEY_ID + " and " + SECRET + " belong together: set both or none");
        }
    }

    URI url() {
        return getString(URL) == null ? null : URI.create(getString(URL));
    }

    /** Undefined where the worker's environment has the credentials. */
    Password secret() {
        return getPassword(SECRET);
    }

    boolean gzip() {
        return getString(COMPRESSION).equals("gzip");
    }

    boolean ignoresNullValues() {
        return getString(NULL_VALUES).equals("ignore");
    }

    RecordFormat format() {
        return simpleName(getString(FORMAT)).equals("JsonFormat") ? RecordFormat.json() : RecordFormat.bytes();
    }

    private static void checkUrl(String name, Object value) {
        try {
            if (value != null && URI.create((String) value).getHost() == null) {
                throw new ConfigException(name, value, "write it as http://HOST:PORT");
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, "write it as http://HOST:PORT");
        }
    }

    private static void checkFormat(String name, Object value) {
        ValidString.in("JsonFormat", "ByteArrayFormat").ensureValid(name, simpleName((String) value));
    }

    private static void checkPartitioner(String name, Object value) {
        ValidString.in("DefaultPartitioner").ensureValid(name, simpleName((String) value));
    }

    /** Confluent's configurations name classes such as io.confluent.connect.s3.format.json.JsonFormat. */
    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
