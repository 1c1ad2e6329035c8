package streamkit.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.util.ConnectorUtils;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.database.Database;
import streamkit.connect.jdbc.database.Failures;
import streamkit.connect.jdbc.database.TableId;

/** Copies tables of a database, and the rows that come later, to one topic per table. */
public final class JdbcSourceConnector extends SourceConnector {
    /** The version of streamkit that it is shipped with. */
    static final String VERSION = "0.1.0";

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Map<String, String> properties;
    private JdbcSourceConfig config;
    private TableMonitor monitor;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public ConfigDef config() {
        return JdbcSourceConfig.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> properties) {
        return new ConfigChecks(properties, super.validate(properties)).run();
    }

    @Override
    public void start(Map<String, String> properties) {
        this.properties = properties;
        config = new JdbcSourceConfig(properties);
        if (!config.hasQuery()) {
            startMonitor();
        }
    }

    private void startMonitor() {
        Database database = new Database(config);
        monitor = new TableMonitor(config, database, context());
        try (Connection connection = database.openPatiently(stopped)) {
            monitor.start(connection);
        } catch (SQLException e) {
            throw Failures.wrap("Cannot list the tables of " + database, e);
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        if (config.hasQuery()) {
            return List.of(properties);
        }
        List<TableId> tables = monitor.tables();
        if (tables.isEmpty()) {
            return List.of();
        }
        return ConnectorUtils.groupPartitions(tables, Math.min(maxTasks, tables.size())).stream()
                .map(this::taskConfig)
                .toList();
    }

    private Map<String, String> taskConfig(List<TableId> tables) {
        Map<String, String> taskConfig = new HashMap<>(properties);
        taskConfig.put(JdbcSourceTask.TABLES, TableId.encode(tables));
        return taskConfig;
    }

    /** Every row has its own place in the order of an incrementing column, so an offset tells exactly what is done. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
        return new JdbcSourceConfig(properties).mode().usesIncrementingColumn()
                ? ExactlyOnceSupport.SUPPORTED
                : ExactlyOnceSupport.UNSUPPORTED;
    }

    @Override
    public void stop() {
        stopped.countDown();
        if (monitor != null) {
            monitor.stop();
        }
    }
}
