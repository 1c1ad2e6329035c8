package {{package}};

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;

/** Checks what a single property cannot tell: properties together, and against the database. */
final class ConfigChecks {
    private final Map<String, String> properties;
    private final Config result;
    private final Map<String, ConfigValue> values;

    /** @param result  of Connect's own checks; errors found here are added to it */
    ConfigChecks(Map<String, String> properties, Config result) {
        this.properties = properties;
        this.result = result;
        this.values = result.configValues().stream().collect(Collectors.toMap(ConfigValue::name, Function.identity()));
    }

    Config run() {
        checkUrl();
        checkColumnsOfMode();
        checkSelection();
        UnknownSettings.refuse(properties, result);
        if (result.configValues().stream().allMatch(value -> value.errorMessages().isEmpty())) {
            checkDatabase(new JdbcSourceConfig(properties));
        }
        // The result is shown to whoever asks Connect to validate.
        ConfigValue url = values.get(JdbcSourceConfig.URL);
        url.value(Secrets.mask((String) url.value()));
        return result;
    }

    private void checkUrl() {
        String url = text(JdbcSourceConfig.URL);
        if (url.isEmpty()) {
            return;
        }
        if (!url.startsWith("jdbc:")) {
            error(JdbcSourceConfig.URL, "A JDBC URL starts with 'jdbc:', such as jdbc:sqlite:shop.db");
            return;
        }
        try {
            if (Database.driverFor(url).isEmpty()) {
                error(JdbcSourceConfig.URL, "No JDBC driver of this plugin accepts " + Secrets.mask(url)
                        + ": the URL is malformed, or its driver has to be added");
            }
        } catch (SQLException e) {
            error(JdbcSourceConfig.URL, Failures.message(e));
        }
    }

    private void checkColumnsOfMode() {
        String name = text(JdbcSourceConfig.MODE);
        if (!Mode.configNames().contains(name)) {
            return;
        }
        Mode mode = Mode.of(name);
        if (mode.usesIncrementingColumn() && text(JdbcSourceConfig.INCREMENTING_COLUMN).isEmpty()) {
            error(JdbcSourceConfig.INCREMENTING_COLUMN, "Mode " + mode + " needs the name of the incrementing column");
        }
        if (mode.usesTimestampColumn() && isEmptyList(JdbcSourceConfig.TIMESTAMP_COLUMNS)) {
            error(JdbcSourceConfig.TIMESTAMP_COLUMNS, "Mode " + mode + " needs the name of a timestamp column");
        }
    }

    private void checkSelection() {
        boolean query = !text(JdbcSourceConfig.QUERY).isEmpty();
        boolean whitelist = !isEmptyList(JdbcSourceConfig.WHITELIST);
        boolean blacklist = !isEmptyList(JdbcSourceConfig.BLACKLIST);
        if (query && whitelist) {
            exclude(JdbcSourceConfig.QUERY, JdbcSourceConfig.WHITELIST);
        }
        if (query && blacklist) {
            exclude(JdbcSourceConfig.QUERY, JdbcSourceConfig.BLACKLIST);
        }
        if (whitelist && blacklist) {
            exclude(JdbcSourceConfig.WHITELIST, JdbcSourceConfig.BLACKLIST);
        }
    }

    private void exclude(String one, String other) {
        error(one, one + " and " + other + " exclude each other");
        error(other, one + " and " + other + " exclude each other");
    }

    private void checkDatabase(JdbcSourceConfig config) {
        Database database = new Database(config);
        try (Connection connection = database.open()) {
            checkSources(connection, config, database.dialect());
        } catch (SQLException e) {
            boolean refused = e.getSQLState() != null && e.getSQLState().startsWith("28");
            error(refused ? JdbcSourceConfig.USER : JdbcSourceConfig.URL,
                    "Cannot use " + database + ": " + Failures.message(e));
        }
    }

    private void checkSources(Connection connection, JdbcSourceConfig config, Dialect dialect) throws SQLException {
        if (config.hasQuery()) {
            checkQuery(connection, config, dialect);
            return;
        }
        List<TableId> tables = new TableCatalog(config, dialect).tables(connection);
        try {
            TopicNames.checkDistinct(config.topicPrefix(), tables);
        } catch (ConnectException e) {
            error(JdbcSourceConfig.TOPIC_PREFIX, e.getMessage());
        }
        for (TableId table : tables) {
            checkColumns(connection, config, dialect, Source.ofTable(table, config.topicPrefix()));
        }
    }

    private void checkQuery(Connection connection, JdbcSourceConfig config, Dialect dialect) {
        try {
            checkColumns(connection, config, dialect, Source.ofQuery(config.topicPrefix()));
        } catch (SQLException e) {
            error(JdbcSourceConfig.QUERY, "The query fails: " + Failures.message(e));
        }
    }

    private void checkColumns(Connection connection, JdbcSourceConfig config, Dialect dialect, Source source)
            throws SQLException {
        try {
            PositionColumns.of(config, dialect, source, TableReader.columns(connection, source, config, dialect));
        } catch (InvalidColumnException e) {
            error(e.property(), e.getMessage());
        }
    }

    private void error(String property, String message) {
        values.get(property).addErrorMessage(message);
    }

    /** The value as text, empty if there is none or it did not parse. */
    private String text(String property) {
        return values.get(property).value() instanceof String text ? text.trim() : "";
    }

    private boolean isEmptyList(String property) {
        return !(values.get(property).value() instanceof List<?> list) || list.isEmpty();
    }
}
