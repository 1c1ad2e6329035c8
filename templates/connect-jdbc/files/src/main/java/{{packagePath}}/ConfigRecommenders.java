package {{package}};

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef.Recommender;

/** Tells Connect's user interfaces which values are possible, and which keys matter in which mode. */
final class ConfigRecommenders {
    static final Recommender INCREMENTING = neededBy(Mode::usesIncrementingColumn);
    static final Recommender TIMESTAMP = neededBy(Mode::usesTimestampColumn);

    private ConfigRecommenders() {
    }

    static Recommender choice(List<String> names) {
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
