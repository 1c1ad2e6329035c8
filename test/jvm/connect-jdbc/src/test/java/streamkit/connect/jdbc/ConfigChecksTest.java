package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

class ConfigChecksTest {
    @TempDir
    Path directory;
    private SqliteFile database;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = SqliteFile.create(directory.resolve("shop.db"),
                "CREATE TABLE customer (cust_id INTEGER PRIMARY KEY, cust_name TEXT, born DATE)");
    }

    private Map<String, String> valid(String... more) {
        Map<String, String> properties = Worker.properties(database.url(), "incrementing",
                JdbcSourceConfig.INCREMENTING_COLUMN, "cust_id");
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    private static Map<String, ConfigValue> validate(Map<String, String> properties) {
        return new JdbcSourceConnector().validate(properties).configValues().stream()
                .collect(Collectors.toMap(ConfigValue::name, value -> value));
    }

    private static Map<String, List<String>> errors(Map<String, String> properties) {
        return validate(properties).values().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static String onlyError(String property, Map<String, String> properties) {
        Map<String, List<String>> errors = errors(properties);
        assertEquals(Set.of(property), errors.keySet(), errors::toString);
        return String.join("\n", errors.get(property));
    }

    @Test
    void acceptsAValidConfiguration() {
        assertEquals(Map.of(), errors(valid()));
    }

    @Test
    void namesEachMissingProperty() {
        assertEquals(Set.of(JdbcSourceConfig.URL, JdbcSourceConfig.MODE, JdbcSourceConfig.TOPIC_PREFIX),
                errors(Map.of()).keySet());
    }

    @Test
    void refusesASettingThatItDoesNotHave() {
        assertEquals("This connector has no setting incrementing.initial",
                onlyError("incrementing.initial", valid("incrementing.initial", "7")));
        assertEquals("This connector has no setting table.include.list; did you mean table.whitelist?",
                onlyError("table.include.list", valid("table.include.list", "customer")));
        assertEquals("This connector has no setting poll_interval_ms; did you mean poll.interval.ms?",
                onlyError("poll_interval_ms", valid("poll_interval_ms", "10")));
    }

    @Test
    void acceptsTheSettingsOfConnect() {
        assertEquals(Map.of(), errors(valid("value.converter.schemas.enable", "false", "errors.tolerance", "all",
                "transforms", "route", "transforms.route.type", "x", "producer.override.acks", "1")));
    }

    @Test
    void refusesAnUnknownModeAndRecommendsTheKnownOnes() {
        Map<String, ConfigValue> values = validate(valid(JdbcSourceConfig.MODE, "sometimes"));
        ConfigValue mode = values.get(JdbcSourceConfig.MODE);
        assertFalse(mode.errorMessages().isEmpty());
        assertEquals(List.of("bulk", "incrementing", "timestamp", "timestamp+incrementing"),
                mode.recommendedValues());
    }

    @Test
    void showsOnlyTheColumnPropertiesOfTheMode() {
        Map<String, ConfigValue> values = validate(valid());
        assertTrue(values.get(JdbcSourceConfig.INCREMENTING_COLUMN).visible());
        assertFalse(values.get(JdbcSourceConfig.TIMESTAMP_COLUMNS).visible());
    }

    @Test
    void eachModeNeedsItsColumns() {
        onlyError(JdbcSourceConfig.INCREMENTING_COLUMN, valid(JdbcSourceConfig.INCREMENTING_COLUMN, ""));
        onlyError(JdbcSourceConfig.TIMESTAMP_COLUMNS, valid(JdbcSourceConfig.MODE, "timestamp"));
        onlyError(JdbcSourceConfig.TIMESTAMP_COLUMNS, valid(JdbcSourceConfig.MODE, "timestamp+incrementing"));
    }

    @Test
    void refusesUrlsThatNoDriverTakes() {
        for (String url : List.of("firstdb.db", "jdbc:nosuchdb:x", "jdbc:postgresql//missing-colon")) {
            onlyError(JdbcSourceConfig.URL, valid(JdbcSourceConfig.URL, url));
        }
    }

    @Test
    void aMissingSqliteFileIsNamedAndNotCreated() {
        Path missing = directory.resolve("missing.db");
        String error = onlyError(JdbcSourceConfig.URL, valid(JdbcSourceConfig.URL, "jdbc:sqlite:" + missing));
        assertTrue(error.contains(missing.toString()), error);
        assertFalse(Files.exists(missing));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Path text = Files.writeString(directory.resolve("notes.txt"), "no database ".repeat(100));
        onlyError(JdbcSourceConfig.URL, valid(JdbcSourceConfig.URL, "jdbc:sqlite:" + text));
    }

    @Test
    void whitelistBlacklistAndQueryExcludeEachOther() {
        assertEquals(Set.of(JdbcSourceConfig.WHITELIST, JdbcSourceConfig.BLACKLIST),
                errors(valid(JdbcSourceConfig.WHITELIST, "a", JdbcSourceConfig.BLACKLIST, "b")).keySet());
        assertEquals(Set.of(JdbcSourceConfig.WHITELIST, JdbcSourceConfig.QUERY),
                errors(valid(JdbcSourceConfig.WHITELIST, "a", JdbcSourceConfig.QUERY, "SELECT 1")).keySet());
    }

    @Test
    void looksForTheColumnsInTheDatabase() {
        String missing = onlyError(JdbcSourceConfig.INCREMENTING_COLUMN,
                valid(JdbcSourceConfig.INCREMENTING_COLUMN, "id"));
        assertEquals("table customer has no column 'id'; it has [cust_id, cust_name, born]", missing);
        String text = onlyError(JdbcSourceConfig.INCREMENTING_COLUMN,
                valid(JdbcSourceConfig.INCREMENTING_COLUMN, "cust_name"));
        assertTrue(text.contains("must be of an integer type"), text);
        String nullable = onlyError(JdbcSourceConfig.TIMESTAMP_COLUMNS,
                valid(JdbcSourceConfig.MODE, "timestamp", JdbcSourceConfig.TIMESTAMP_COLUMNS, "born"));
        assertTrue(nullable.contains("may be NULL"), nullable);
    }

    @Test
    void refusesAQueryThatFails() {
        onlyError(JdbcSourceConfig.QUERY, valid(JdbcSourceConfig.QUERY, "SELECT * FROM nowhere"));
    }

    @Test
    void refusesWrongValuesByName() {
        onlyError(JdbcSourceConfig.DB_TIMEZONE, valid(JdbcSourceConfig.DB_TIMEZONE, "Mars/Olympus"));
        onlyError(JdbcSourceConfig.TOPIC_PREFIX, valid(JdbcSourceConfig.TOPIC_PREFIX, "my topic"));
        onlyError(JdbcSourceConfig.BATCH_MAX_ROWS, valid(JdbcSourceConfig.BATCH_MAX_ROWS, "0"));
        onlyError(JdbcSourceConfig.NUMERIC_MAPPING, valid(JdbcSourceConfig.NUMERIC_MAPPING, "some"));
    }

    @Test
    void tablesMustNotShareATopic() throws Exception {
        database.execute("CREATE TABLE \"a b\" (cust_id INTEGER PRIMARY KEY)",
                "CREATE TABLE a_b (cust_id INTEGER PRIMARY KEY)");
        String error = onlyError(JdbcSourceConfig.TOPIC_PREFIX, valid());
        assertTrue(error.contains("would share the topic test-a_b"), error);
    }

    @Test
    void passwordsAreNotShown() {
        Map<String, ConfigValue> values = validate(valid(JdbcSourceConfig.PASSWORD, "s3cret",
                JdbcSourceConfig.URL, "jdbc:postgresql://127.0.0.1:1/shop?user=me&password=s3cret"));
        assertFalse(values.values().toString().contains("s3cret"), values::toString);
        assertFalse(values.get(JdbcSourceConfig.URL).errorMessages().isEmpty());
    }

    @Test
    void aStartTimeNeedsATimestampColumn() {
        String error = onlyError(JdbcSourceConfig.TIMESTAMP_INITIAL, valid(JdbcSourceConfig.TIMESTAMP_INITIAL, "-1"));
        assertTrue(error.contains("Mode incrementing has no timestamp column"), error);
        String[] timestamp = {JdbcSourceConfig.MODE, "timestamp", JdbcSourceConfig.TIMESTAMP_COLUMNS, "born",
                JdbcSourceConfig.VALIDATE_NON_NULL, "false"};
        Map<String, String> properties = valid(timestamp);
        properties.put(JdbcSourceConfig.TIMESTAMP_INITIAL, "-1");
        assertEquals(Map.of(), errors(properties));
        properties.put(JdbcSourceConfig.TIMESTAMP_INITIAL, "-2");
        onlyError(JdbcSourceConfig.TIMESTAMP_INITIAL, properties);
        properties.remove(JdbcSourceConfig.TIMESTAMP_INITIAL);
        properties.put(JdbcSourceConfig.QUERY_SUFFIX, "limit 10");
        onlyError(JdbcSourceConfig.QUERY_SUFFIX, properties);
    }

    @Test
    void aSuffixThatTheDatabaseRefusesIsReported() {
        assertEquals(Map.of(), errors(valid(JdbcSourceConfig.QUERY_SUFFIX, "LIMIT 10")));
        onlyError(JdbcSourceConfig.QUERY_SUFFIX, valid(JdbcSourceConfig.QUERY_SUFFIX, "LIMITED TO 10"));
    }

    @Test
    void aQueryMayEndInAComment() {
        assertEquals(Map.of(), errors(valid(JdbcSourceConfig.QUERY, "SELECT cust_id FROM customer -- everyone")));
    }
}
