package streamkit.connect.jdbc.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Adds keys with group and order, which Connect's user interfaces show. */
final class Definition {
    final ConfigDef result = new ConfigDef();
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
