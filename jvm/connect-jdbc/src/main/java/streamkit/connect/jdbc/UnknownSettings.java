package streamkit.connect.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/**
 * Refuses settings that neither the connector nor Connect knows. Ignoring them is dangerous: a filter that is spelled
 * wrong would publish every table, and a start position that is not supported would copy the whole history.
 */
final class UnknownSettings {
    /** Settings that every source connector has; those that end with a dot stand for all that start with them. */
    private static final List<String> OF_CONNECT = List.of("name", "connector.class", "connector.plugin.version",
            "tasks.max", "tasks.max.enforce", "config.action.reload", "key.converter", "key.converter.", "value.converter",
            "value.converter.", "header.converter", "header.converter.", "transforms", "transforms.", "predicates",
            "predicates.", "errors.", "topic.creation.", "exactly.once.support", "transaction.boundary",
            "transaction.boundary.interval.ms", "offsets.storage.topic", "producer.override.", "initial_state");

    /** The names that other connectors give to settings of this one. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "table.include.list", JdbcSourceConfig.WHITELIST,
            "table.exclude.list", JdbcSourceConfig.BLACKLIST,
            "database.hostname", JdbcSourceConfig.URL,
            "database.user", JdbcSourceConfig.USER,
            "database.password", JdbcSourceConfig.PASSWORD,
            "incrementing.column", JdbcSourceConfig.INCREMENTING_COLUMN,
            "timestamp.column", JdbcSourceConfig.TIMESTAMP_COLUMNS,
            "topic", JdbcSourceConfig.TOPIC_PREFIX);

    private UnknownSettings() {
    }

    /** Adds an error for each unknown setting to the result. */
    static void refuse(Map<String, String> properties, Config result) {
        properties.forEach((name, value) -> {
            if (!isKnown(name)) {
                // The value is left out: a setting that nobody knows may hold a secret.
                result.configValues().add(new ConfigValue(name, null, List.of(), List.of(message(name))));
            }
        });
    }

    private static boolean isKnown(String name) {
        return JdbcSourceConfig.DEFINITION.names().contains(name)
                || OF_CONNECT.stream()
                        .anyMatch(known -> known.endsWith(".") ? name.startsWith(known) : name.equals(known));
    }

    private static String message(String name) {
        String hint = similar(name).map(known -> "; did you mean " + known + "?").orElse("");
        return "This connector has no setting " + name + hint;
    }

    private static Optional<String> similar(String name) {
        String dotted = name.replace('_', '.');
        Stream<String> names = JdbcSourceConfig.DEFINITION.names().stream().filter(dotted::equalsIgnoreCase);
        return Optional.ofNullable(SYNONYMS.get(name)).or(names::findFirst);
    }
}
