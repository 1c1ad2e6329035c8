package {{package}};

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** The connector's properties. The names are those of Confluent's Elasticsearch sink connector. */
final class OpenSearchSinkConfig extends AbstractConfig {
    static final String URL = "connection.url";
    static final String USER = "connection.username";
    static final String PASSWORD = "connection.password";
    static final String CONNECTION_TIMEOUT = "connection.timeout.ms";
    static final String READ_TIMEOUT = "read.timeout.ms";
    static final String BATCH_SIZE = "batch.size";
    static final String BATCH_BYTES = "bulk.size.bytes";
    static final String KEY_IGNORE = "key.ignore";
    static final String SCHEMA_IGNORE = "schema.ignore";
    static final String WRITE_METHOD = "write.method";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String MALFORMED = "behavior.on.malformed.documents";
    static final String RETRY_BACKOFF = "retry.backoff.ms";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, Type.LIST, NO_DEFAULT_VALUE, (Validator) OpenSearchSinkConfig::checkUrls, Importance.HIGH,
                    "Addresses of the nodes, such as http://127.0.0.1:9200.")
            .define(USER, Type.STRING, null, Importance.MEDIUM, "User name (default: no login).")
            .define(PASSWORD, Type.PASSWORD, null, Importance.MEDIUM, "Password of the user.")
            .define(CONNECTION_TIMEOUT, Type.INT, 1000, atLeast(1), Importance.LOW,
                    "Longest time to connect, in milliseconds.")
            .define(READ_TIMEOUT, Type.INT, 30_000, atLeast(1), Importance.LOW,
                    "Longest time to wait for a response, in milliseconds.")
            .define(BATCH_SIZE, Type.INT, 2000, atLeast(1), Importance.MEDIUM, "Most records in a bulk request.")
            .define(BATCH_BYTES, Type.INT, 5 << 20, atLeast(1), Importance.LOW, "Most bytes in a bulk request.")
            .define(KEY_IGNORE, Type.BOOLEAN, false, Importance.HIGH,
                    "Whether topic, partition and offset make the id of a document, and not the key of the record.")
            .define(SCHEMA_IGNORE, Type.BOOLEAN, true, (Validator) OpenSearchSinkConfig::checkSchemaIgnore,
                    Importance.LOW, "true: the server derives the mapping from the documents.")
            .define(WRITE_METHOD, Type.STRING, "insert", ValidString.in("insert", "upsert"), Importance.LOW,
                    "insert: a record replaces the document with its id; upsert: it changes the fields that it has.")
            .define(NULL_VALUES, Type.STRING, "fail", ValidString.in("fail", "ignore", "delete"), Importance.LOW,
                    "What happens to a record without a value (a tombstone): fail, ignore, or delete the document.")
            .define(MALFORMED, Type.STRING, "fail", ValidString.in("fail", "ignore", "warn"), Importance.LOW,
                    "What happens to a record that the server refuses, such as text in a numeric field: fail, ignore"
                            + " or warn.")
            .define(RETRY_BACKOFF, Type.LONG, 5000L, atLeast(1), Importance.LOW,
                    "Pause before the next attempt while the server is not reachable or overloaded, in milliseconds.");

    OpenSearchSinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties, false);
        if ((getString(USER) == null) != (getPassword(PASSWORD) == null)) {
            throw new ConfigException(USER + " and " + PASSWORD + " belong together: set both or none");
        }
        if (getBoolean(KEY_IGNORE) && (upserts() || getString(NULL_VALUES).equals("delete"))) {
            throw new ConfigException(KEY_IGNORE + "=true gives each record a document of its own: nothing to upsert"
                    + " or delete");
        }
    }

    List<URI> urls() {
        return getList(URL).stream().map(URI::create).toList();
    }

    boolean upserts() {
        return getString(WRITE_METHOD).equals("upsert");
    }

    private static void checkUrls(String name, Object value) {
        for (Object one : (List<?>) value) {
            try {
                if (URI.create((String) one).getHost() == null) {
                    throw new ConfigException(name, one, "write it as http://HOST:PORT");
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, one, "write it as http://HOST:PORT");
            }
        }
    }

    private static void checkSchemaIgnore(String name, Object value) {
        if (Boolean.FALSE.equals(value)) {
            throw new ConfigException(name, value,
                    "this connector makes no mappings: put one with the REST API, or leave it to the server");
        }
    }
}
