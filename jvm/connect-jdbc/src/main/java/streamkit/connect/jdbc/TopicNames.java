package streamkit.connect.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import streamkit.connect.jdbc.database.TableId;

/** Names derived from table names, which may hold any character. */
final class TopicNames {
    private static final int MAX_LENGTH = 249;

    private TopicNames() {
    }

    /** Prefix and table name; what a topic cannot hold becomes an underscore. */
    static String topic(String prefix, TableId table) {
        String topic = prefix + table.name().replaceAll("[^a-zA-Z0-9._-]", "_");
        if (topic.length() > MAX_LENGTH) {
            throw new ConnectException(
                    "The topic name for table " + table + " is longer than " + MAX_LENGTH + " characters: " + topic);
        }
        return topic;
    }

    /** A name that Avro accepts too. */
    static String schemaName(String table) {
        String name = table.replaceAll("[^a-zA-Z0-9_]", "_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** Two tables in one topic would be a mix of schemas that nobody asked for. */
    static void checkDistinct(String prefix, List<TableId> tables) {
        Map<String, TableId> byTopic = new HashMap<>();
        for (TableId table : tables) {
            String topic = topic(prefix, table);
            TableId other = byTopic.put(topic, table);
            if (other != null) {
                throw new ConnectException("Tables " + other + " and " + table + " would share the topic " + topic
                        + "; choose one by table.whitelist, table.blacklist or schema.pattern");
            }
        }
    }
}
