package streamkit.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.Dialect;
import streamkit.connect.jdbc.database.TableId;

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

    /** The columns as the database describes them; empty if the table does not exist. */
    List<Column> columns(Connection connection, JdbcSourceConfig config, Dialect dialect) throws SQLException {
        return isQuery() ? dialect.queryColumns(connection, config.query()) : dialect.columns(connection, table);
    }

    boolean isQuery() {
        return table == null;
    }

    @Override
    public String toString() {
        return isQuery() ? "the query" : "table " + table;
    }
}
