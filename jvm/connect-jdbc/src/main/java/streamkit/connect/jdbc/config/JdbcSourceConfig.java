package streamkit.connect.jdbc.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.Database;

/** The connector's properties. */
public final class JdbcSourceConfig extends AbstractConfig {
    public static final String URL = "connection.url";
    public static final String USER = "connection.user";
    public static final String PASSWORD = "connection.password";
    public static final String ATTEMPTS = "connection.attempts";
    public static final String BACKOFF = "connection.backoff.ms";
    public static final String MODE = "mode";
    public static final String INCREMENTING_COLUMN = "incrementing.column.name";
    public static final String TIMESTAMP_COLUMNS = "timestamp.column.name";
    public static final String TIMESTAMP_INITIAL = "timestamp.initial";
    public static final String TIMESTAMP_DELAY = "timestamp.delay.interval.ms";
    public static final String VALIDATE_NON_NULL = "validate.non.null";
    public static final String DB_TIMEZONE = "db.timezone";
    public static final String NUMERIC_MAPPING = "numeric.mapping";
    public static final String WHITELIST = "table.whitelist";
    public static final String BLACKLIST = "table.blacklist";
    public static final String TABLE_TYPES = "table.types";
    public static final String CATALOG = "catalog.pattern";
    public static final String SCHEMA = "schema.pattern";
    public static final String QUERY = "query";
    public static final String QUERY_SUFFIX = "query.suffix";
    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String POLL_INTERVAL = "poll.interval.ms";
    public static final String BATCH_MAX_ROWS = "batch.max.rows";
    public static final String TABLE_POLL_INTERVAL = "table.poll.interval.ms";

    /** The value of timestamp.initial for the time at which a table is first read. */
    public static final long CURRENT_TIME = -1;

    /** A semicolon with nothing after it but spaces and comments, which must not hold the end of a string. */
    private static final Pattern CLOSING_SEMICOLON =
            Pattern.compile(";((?:\\s|--[^\\n'\"`]*(?:\\n|$)|/\\*[^'\"`]*?\\*/)*)$");
    private static final Pattern LEGAL_TOPIC = Pattern.compile("[a-zA-Z0-9._-]+");

    public static final ConfigDef DEFINITION = definition();

    public JdbcSourceConfig(Map<String, String> properties) {
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
                "NUMERIC and DECIMAL as Connect Decimal (none), or as an integer (precision_only) or also as"
                        + " float64 (best_fit, best_fit_eager_double) where they fit.");

        def.group("Mode");
        def.add(MODE, Type.STRING, NO_DEFAULT_VALUE, oneOf(Mode.configNames()), choice(Mode.configNames()),
                Importance.HIGH, "How new rows are found: " + String.join(", ", Mode.configNames()) + ".");
        def.add(INCREMENTING_COLUMN, Type.STRING, "", ConfigRecommenders.INCREMENTING, Importance.HIGH,
                "Integer column which is larger in every new row.");
        def.add(TIMESTAMP_COLUMNS, Type.LIST, List.of(), ConfigRecommenders.TIMESTAMP, Importance.HIGH,
                "Column with the time of the last change; of several, the first that is not NULL counts.");
        def.add(TIMESTAMP_INITIAL, Type.LONG, null, JdbcSourceConfig::checkInitial, Importance.LOW,
                "Without a saved offset, only rows after this time are copied: milliseconds since 1970, or -1 for the"
                        + " current time of the database. Default: all rows.");
        def.add(TIMESTAMP_DELAY, Type.LONG, 0L, atLeast(0), Importance.MEDIUM,
                "Rows younger than this wait, so that transactions still open are not passed by.");
        def.add(VALIDATE_NON_NULL, Type.BOOLEAN, true, Importance.LOW,
                "Refuse tables whose incrementing or timestamp column may be NULL; such rows are never copied.");
        def.add(QUERY, Type.STRING, "", Importance.MEDIUM,
                "A SELECT to copy from, in place of tables. It may have its own WHERE.");
        def.add(QUERY_SUFFIX, Type.STRING, "", Importance.LOW,
                "Appended to every generated SELECT, such as LIMIT 1000 or FOR UPDATE.");

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

    private static void checkInitial(String name, Object value) {
        if (value != null && (Long) value < CURRENT_TIME) {
            throw new ConfigException(name, value, "milliseconds since 1970, or -1 for the current time");
        }
    }

    private static void checkTopicPrefix(String name, Object value) {
        if (value != null && !LEGAL_TOPIC.matcher((String) value).matches()) {
            throw new ConfigException(name, value, "a topic may hold only letters, digits, '.', '_' and '-'");
        }
    }

    public String url() {
        return getString(URL).trim();
    }

    public String user() {
        return getString(USER);
    }

    public Password password() {
        return getPassword(PASSWORD);
    }

    public int attempts() {
        return getInt(ATTEMPTS);
    }

    public Duration backoff() {
        return Duration.ofMillis(getLong(BACKOFF));
    }

    public Mode mode() {
        return Mode.of(getString(MODE));
    }

    public String incrementingColumn() {
        return getString(INCREMENTING_COLUMN).trim();
    }

    public List<String> timestampColumns() {
        return getList(TIMESTAMP_COLUMNS);
    }

    /** Milliseconds since 1970, {@link #CURRENT_TIME}, or null for all rows. */
    public Long timestampInitial() {
        return getLong(TIMESTAMP_INITIAL);
    }

    public Duration timestampDelay() {
        return Duration.ofMillis(getLong(TIMESTAMP_DELAY));
    }

    public boolean validateNonNull() {
        return getBoolean(VALIDATE_NON_NULL);
    }

    public ZoneId dbTimezone() {
        return ZoneId.of(getString(DB_TIMEZONE));
    }

    public NumericMapping numericMapping() {
        return NumericMapping.of(getString(NUMERIC_MAPPING));
    }

    public List<String> whitelist() {
        return getList(WHITELIST);
    }

    public List<String> blacklist() {
        return getList(BLACKLIST);
    }

    public List<String> tableTypes() {
        return getList(TABLE_TYPES);
    }

    public String catalogPattern() {
        return getString(CATALOG);
    }

    public String schemaPattern() {
        return getString(SCHEMA);
    }

    /** The query without a closing semicolon, empty if tables are copied. It may end in a comment. */
    public String query() {
        return CLOSING_SEMICOLON.matcher(getString(QUERY).strip()).replaceFirst("$1");
    }

    public String querySuffix() {
        return getString(QUERY_SUFFIX).strip();
    }

    public boolean hasQuery() {
        return !query().isEmpty();
    }

    public String topicPrefix() {
        return getString(TOPIC_PREFIX);
    }

    public Duration pollInterval() {
        return Duration.ofMillis(getInt(POLL_INTERVAL));
    }

    public int batchMaxRows() {
        return getInt(BATCH_MAX_ROWS);
    }

    public Duration tablePollInterval() {
        return Duration.ofMillis(getLong(TABLE_POLL_INTERVAL));
    }
}
