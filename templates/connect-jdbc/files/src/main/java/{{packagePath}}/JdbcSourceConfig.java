package {{package}};

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The connector's properties. */
final class JdbcSourceConfig extends AbstractConfig {
    static final String URL = "connection.url";
    static final String USER = "connection.user";
    static final String PASSWORD = "connection.password";
    static final String ATTEMPTS = "connection.attempts";
    static final String BACKOFF = "connection.backoff.ms";
    static final String MODE = "mode";
    static final String INCREMENTING_COLUMN = "incrementing.column.name";
    static final String TIMESTAMP_COLUMNS = "timestamp.column.name";
    static final String TIMESTAMP_DELAY = "timestamp.delay.interval.ms";
    static final String VALIDATE_NON_NULL = "validate.non.null";
    static final String DB_TIMEZONE = "db.timezone";
    static final String NUMERIC_MAPPING = "numeric.mapping";
    static final String WHITELIST = "table.whitelist";
    static final String BLACKLIST = "table.blacklist";
    static final String TABLE_TYPES = "table.types";
    static final String CATALOG = "catalog.pattern";
    static final String SCHEMA = "schema.pattern";
    static final String QUERY = "query";
    static final String TOPIC_PREFIX = "topic.prefix";
    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String BATCH_MAX_ROWS = "batch.max.rows";
    static final String TABLE_POLL_INTERVAL = "table.poll.interval.ms";

    static final ConfigDef DEFINITION = definition();

    JdbcSourceConfig(Map<String, String> properties) {
        // No logging of the values: the URL may hold a password.
        super(DEFINITION, properties, false);
    }

    private static ConfigDef definition() {
        Definition def = new Definition();
        def.group("Database");
        def.add(URL, Type.STRING, NO_DEFAULT_VALUE, Importance.HIGH, "JDBC URL of the database.");
        def.add(USER, Type.STRING, null, Importance.HIGH, "Database user.");
        def.add(PASSWORD, Type.PASSWORD, null, Importance.HIGH, "Password of the database user.");
        def.add(ATTEMPTS, Type.INT, 3, atLeast(1), Importance.LOW,
                "How often the connector tries to connect when it starts. A task that runs never gives up.");
        def.add(BACKOFF, Type.LONG, 10_000L, atLeast(1), Importance.LOW, "Pause between two attempts to connect.");
        def.add(CATALOG, Type.STRING, null, Importance.LOW,
                "Catalog (MySQL: database) whose tables are copied. Without it: the catalog of the connection.");
        def.add(SCHEMA, Type.STRING, null, Importance.LOW,
                "Schemas whose tables are copied, as a LIKE pattern. Without it: the schema of the connection.");
        def.add(WHITELIST, Type.LIST, List.of(), Importance.MEDIUM, "Tables to copy. Without it: all.");
        def.add(BLACKLIST, Type.LIST, List.of(), Importance.MEDIUM, "Tables not to copy.");
        def.add(TABLE_TYPES, Type.LIST, List.of("TABLE"), Importance.LOW,
                "JDBC table types to copy, such as TABLE, VIEW, PARTITIONED TABLE.");
        def.add(DB_TIMEZONE, Type.STRING, "UTC", JdbcSourceConfig::checkZone, Importance.MEDIUM,
                "Time zone of timestamps which the database stores without a zone.");
        def.add(NUMERIC_MAPPING, Type.STRING, NumericMapping.NONE.toString(),
                oneOf(NumericMapping.configNames()), choice(NumericMapping.configNames()), Importance.LOW,
                "NUMERIC and DECIMAL as Connect Decimal (none), or as integer and float64 where they fit (best_fit).");

        def.group("Mode");
        def.add(MODE, Type.STRING, NO_DEFAULT_VALUE, oneOf(Mode.configNames()), choice(Mode.configNames()),
                Importance.HIGH, "How new rows are found: " + String.join(", ", Mode.configNames()) + ".");
        def.add(INCREMENTING_COLUMN, Type.STRING, "", ConfigRecommenders.INCREMENTING, Importance.HIGH,
                "Integer column which is larger in every new row.");
        def.add(TIMESTAMP_COLUMNS, Type.LIST, List.of(), ConfigRecommenders.TIMESTAMP, Importance.HIGH,
                "Column with the time of the last change; of several, the first that is not NULL counts.");
        def.add(TIMESTAMP_DELAY, Type.LONG, 0L, atLeast(0), Importance.MEDIUM,
                "Rows younger than this wait, so that transactions still open are not passed by.");
        def.add(VALIDATE_NON_NULL, Type.BOOLEAN, true, Importance.LOW,
                "Refuse tables whose incrementing or timestamp column may be NULL; such rows are never copied.");
        def.add(QUERY, Type.STRING, "", Importance.MEDIUM,
                "A SELECT to copy from, in place of tables. It may have its own WHERE.");

        def.group("Connector");
        def.add(TOPIC_PREFIX, Type.STRING, NO_DEFAULT_VALUE, JdbcSourceConfig::checkTopicPrefix, Importance.HIGH,
                "The topic is this and the table's name; with a query it is the whole topic.");
        def.add(POLL_INTERVAL, Type.INT, 5_000, atLeast(1), Importance.HIGH,
                "How often a table without new rows is asked for new ones.");
        def.add(BATCH_MAX_ROWS, Type.INT, 500, atLeast(1), Importance.LOW,
                "Rows handed to Connect at once, and fetched at once from the database.");
        def.add(TABLE_POLL_INTERVAL, Type.LONG, 60_000L, atLeast(1), Importance.LOW,
                "How often the connector looks for new and dropped tables.");
        return def.result;
    }

    /** Adds keys with group and order, which Connect's user interfaces show. */
    private static final class Definition {
        private final ConfigDef result = new ConfigDef();
        private String group;
        private int order;

        void group(String name) {
            group = name;
            order = 0;
        }

        void add(String name, Type type, Object defaultValue, Importance importance, String doc) {
            add(name, type, defaultValue, null, null, importance, doc);
        }

        void add(String name, Type type, Object defaultValue, Validator validator, Importance importance, String doc) {
            add(name, type, defaultValue, validator, null, importance, doc);
        }

        void add(String name, Type type, Object defaultValue, Recommender recommender, Importance importance,
                String doc) {
            add(name, type, defaultValue, null, recommender, importance, doc);
        }

        void add(String name, Type type, Object defaultValue, Validator validator, Recommender recommender,
                Importance importance, String doc) {
            result.define(name, type, defaultValue, validator, importance, doc,
                    group, ++order, ConfigDef.Width.MEDIUM, name, recommender);
        }
    }

    private static Validator oneOf(List<String> names) {
        return ConfigDef.ValidString.in(names.toArray(String[]::new));
    }

    private static Recommender choice(List<String> names) {
        return ConfigRecommenders.choice(names);
    }

    private static void checkZone(String name, Object value) {
        try {
            ZoneId.of((String) value);
        } catch (DateTimeException e) {
            throw new ConfigException(name, value, "not a time zone such as UTC or Europe/Paris");
        }
    }

    private static void checkTopicPrefix(String name, Object value) {
        if (value != null && !TopicNames.isLegal((String) value)) {
            throw new ConfigException(name, value, "a topic may hold only letters, digits, '.', '_' and '-'");
        }
    }

    String url() {
        return getString(URL).trim();
    }

    String user() {
        return getString(USER);
    }

    Password password() {
        return getPassword(PASSWORD);
    }

    int attempts() {
        return getInt(ATTEMPTS);
    }

    Duration backoff() {
        return Duration.ofMillis(getLong(BACKOFF));
    }

    Mode mode() {
        return Mode.of(getString(MODE));
    }

    String incrementingColumn() {
        return getString(INCREMENTING_COLUMN).trim();
    }

    List<String> timestampColumns() {
        return getList(TIMESTAMP_COLUMNS);
    }

    Duration timestampDelay() {
        return Duration.ofMillis(getLong(TIMESTAMP_DELAY));
    }

    boolean validateNonNull() {
        return getBoolean(VALIDATE_NON_NULL);
    }

    ZoneId dbTimezone() {
        return ZoneId.of(getString(DB_TIMEZONE));
    }

    NumericMapping numericMapping() {
        return NumericMapping.of(getString(NUMERIC_MAPPING));
    }

    List<String> whitelist() {
        return getList(WHITELIST);
    }

    List<String> blacklist() {
        return getList(BLACKLIST);
    }

    List<String> tableTypes() {
        return getList(TABLE_TYPES);
    }

    String catalogPattern() {
        return getString(CATALOG);
    }

    String schemaPattern() {
        return getString(SCHEMA);
    }

    /** The query without a closing semicolon, empty if tables are copied. */
    String query() {
        return getString(QUERY).strip().replaceFirst(";\\s*$", "");
    }

    boolean hasQuery() {
        return !query().isEmpty();
    }

    String topicPrefix() {
        return getString(TOPIC_PREFIX);
    }

    Duration pollInterval() {
        return Duration.ofMillis(getInt(POLL_INTERVAL));
    }

    int batchMaxRows() {
        return getInt(BATCH_MAX_ROWS);
    }

    Duration tablePollInterval() {
        return Duration.ofMillis(getLong(TABLE_POLL_INTERVAL));
    }
}
