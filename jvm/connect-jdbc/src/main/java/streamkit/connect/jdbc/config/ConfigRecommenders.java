package streamkit.connect.jdbc.config;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef.Recommender;

/** Tells Connect's user interfaces which values are possible, and which keys matter in which mode. */
public final class ConfigRecommenders {
    public static final Recommender INCREMENTING = neededBy(Mode::usesIncrementingColumn);
    public static final Recommender TIMESTAMP = neededBy(Mode::usesTimestampColumn);

    private ConfigRecommenders() {
    }

    public static Recommender choice(List<String> names) {
        return new Recommender() {
            @Override
            public List<Object> validValues(String name, Map<String, Object> config) {
                return List.copyOf(names);
            }

            @Override
            public boolean visible(String name, Map<String, Object> config) {
                return true;
            }
        };
    }

    private static Recommender neededBy(Predicate<Mode> modes) {
        return new Recommender() {
            @Override
            public List<Object> validValues(String name, Map<String, Object> config) {
                return List.of();
            }

            @Override
            public boolean visible(String name, Map<String, Object> config) {
                return config.get(JdbcSourceConfig.MODE) instanceof String mode
                        && Mode.configNames().contains(mode)
                        && modes.test(Mode.of(mode));
            }
        };
    }
}
