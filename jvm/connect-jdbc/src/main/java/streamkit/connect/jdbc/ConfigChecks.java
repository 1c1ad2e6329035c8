package streamkit.connect.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.Mode;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.Database;
import streamkit.connect.jdbc.database.Dialect;
import streamkit.connect.jdbc.database.Failures;
import streamkit.connect.jdbc.database.Secrets;
import streamkit.connect.jdbc.database.SqlNames;
import streamkit.connect.jdbc.database.TableId;

/** Checks what a single property cannot tell: properties together, and against the database. */
final class ConfigChecks {
    private static final Pattern LIMIT = Pattern.compile("(?i)\\b(LIMIT|FETCH\\s+(FIRST|NEXT))\\b");

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
        checkStartAndSuffix();
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

    private void checkStartAndSuffix() {
        String mode = text(JdbcSourceConfig.MODE);
        if (!Mode.configNames().contains(mode)) {
            return;
        }
        boolean starts = values.get(JdbcSourceConfig.TIMESTAMP_INITIAL).value() != null;
        if (starts && !Mode.of(mode).usesTimestampColumn()) {
            error(JdbcSourceConfig.TIMESTAMP_INITIAL, "Mode " + mode
                    + " has no timestamp column, so that all rows would be copied");
        }
        if (mode.equals(Mode.TIMESTAMP.toString()) && LIMIT.matcher(text(JdbcSourceConfig.QUERY_SUFFIX)).find()) {
            error(JdbcSourceConfig.QUERY_SUFFIX, "In mode timestamp a limit would skip rows with equal times: use mode "
                    + Mode.TIMESTAMP_INCREMENTING);
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
        if (!tables.isEmpty()) {
            checkSuffix(connection, config, SqlNames.of(connection).table(tables.get(0)));
        }
    }

    /** The database itself is the judge of the suffix. */
    private void checkSuffix(Connection connection, JdbcSourceConfig config, String from) {
        if (config.querySuffix().isEmpty()) {
            return;
        }
        String sql = "SELECT * FROM " + from + " t WHERE 1 = 0 " + config.querySuffix();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            result.next();
        } catch (SQLException e) {
            error(JdbcSourceConfig.QUERY_SUFFIX, "The SELECT with this suffix fails: " + Failures.message(e));
        }
    }

    private void checkQuery(Connection connection, JdbcSourceConfig config, Dialect dialect) {
        try {
            checkColumns(connection, config, dialect, Source.ofQuery(config.topicPrefix()));
            checkSuffix(connection, config, "(" + config.query() + "\n)");
        } catch (SQLException e) {
            error(JdbcSourceConfig.QUERY, "The query fails: " + Failures.message(e));
        }
    }

    private void checkColumns(Connection connection, JdbcSourceConfig config, Dialect dialect, Source source)
            throws SQLException {
        try {
            List<Column> columns = source.columns(connection, config, dialect);
            new RowMapper(source, dialect, columns, PositionColumns.of(config, dialect, source, columns));
        } catch (InvalidColumnException e) {
            error(e.property(), e.getMessage());
        } catch (ConnectException e) {
            error(source.isQuery() ? JdbcSourceConfig.QUERY : JdbcSourceConfig.WHITELIST, e.getMessage());
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
