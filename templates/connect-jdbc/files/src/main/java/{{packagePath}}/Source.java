package {{package}};

import java.util.Map;

/**
 * What rows are copied from: a table, or the configured query.
 *
 * @param table      null for the query
 * @param partition  Connect's source partition, under which the offset is stored
 */
record Source(TableId table, String topic, String schemaName, Map<String, String> partition) {

    static Source ofTable(TableId table, String topicPrefix) {
        return new Source(table, TopicNames.topic(topicPrefix, table), TopicNames.schemaName(table.name()),
                Map.of("table", table.toString()));
    }

    static Source ofQuery(String topic) {
        return new Source(null, topic, TopicNames.schemaName(topic), Map.of("query", "query"));
    }

    boolean isQuery() {
        return table == null;
    }

    @Override
    public String toString() {
        return isQuery() ? "the query" : "table " + table;
    }
}
