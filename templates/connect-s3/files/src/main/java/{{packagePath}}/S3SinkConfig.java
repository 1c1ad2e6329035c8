package {{package}};

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.net.URI;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * The connector's properties; those that say how records become files are in {@link FileSinkConfig}. The names are those
 * of Confluent's S3 sink connector.
 */
final class S3SinkConfig extends FileSinkConfig {
    static final String BUCKET = "s3.bucket.name";
    static final String CREATE = "s3.bucket.create";
    static final String REGION = "s3.region";
    static final String URL = "store.url";
    static final String PATH_STYLE = "s3.path.style.access.enabled";
    static final String KEY_ID = "aws.access.key.id";
    static final String SECRET = "aws.secret.access.key";
    static final String COMPRESSION = "s3.compression.type";
    static final String DELIMITER = "file.delim";

    static final ConfigDef DEFINITION = withFiles(new ConfigDef()
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
            .define(COMPRESSION, Type.STRING, "none", ValidString.in("none", "gzip"), Importance.LOW,
                    "none or gzip.")
            .define(DELIMITER, Type.STRING, "+", new ConfigDef.NonEmptyString(), Importance.LOW,
                    "Between topic, partition and offset in the name of an object."),
            " A worker that is killed may write such records twice.");

    S3SinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
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

    @Override
    boolean gzip() {
        return getString(COMPRESSION).equals("gzip");
    }

    /** For example orders+0+0000000000 */
    @Override
    String fileName(TopicPartition partition, long first, long last) {
        return String.join(getString(DELIMITER), partition.topic(), String.valueOf(partition.partition()), padded(first));
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
}
