package streamkit.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.database.Database;
import streamkit.connect.jdbc.database.Failures;
import streamkit.connect.jdbc.database.TableId;

/** Watches which tables there are, and asks Connect for new task configurations when that changes. */
final class TableMonitor {
    private static final Logger log = LoggerFactory.getLogger(TableMonitor.class);

    private final JdbcSourceConfig config;
    private final Database database;
    private final ConnectorContext context;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jdbc-table-monitor");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<TableId> tables = List.of();

    TableMonitor(JdbcSourceConfig config, Database database, ConnectorContext context) {
        this.config = config;
        this.database = database;
        this.context = context;
    }

    List<TableId> tables() {
        return tables;
    }

    /** Takes stock through the given connection, then goes on in the background. */
    void start(Connection connection) throws SQLException {
        tables = find(connection);
        warnOfMissing();
        long interval = config.tablePollInterval().toMillis();
        executor.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.MILLISECONDS);
    }

    private List<TableId> find(Connection connection) throws SQLException {
        List<TableId> found = new TableCatalog(config, database.dialect()).tables(connection);
        TopicNames.checkDistinct(config.topicPrefix(), found);
        return found;
    }

    private void warnOfMissing() {
        List<String> missing = config.whitelist().stream()
                .filter(entry -> tables.stream().noneMatch(table -> table.isNamed(entry)))
                .toList();
        if (!missing.isEmpty()) {
            log.warn("No table (yet) for these entries of {}: {}", JdbcSourceConfig.WHITELIST, missing);
        }
        log.info("Tables to copy from {}: {}", database, tables);
    }

    private void check() {
        try (Connection connection = database.open()) {
            List<TableId> found = find(connection);
            if (!found.equals(tables)) {
                log.info("The tables to copy have changed from {} to {}", tables, found);
                tables = found;
                context.requestTaskReconfiguration();
            }
        } catch (SQLException e) {
            log.warn("Cannot look for new tables in {}: {}; trying again in {} ms", database, Failures.message(e),
                    config.tablePollInterval().toMillis());
        } catch (RuntimeException e) {
            // An executor drops a task that throws, and nobody would hear of it.
            context.raiseError(e);
        }
    }

    void stop() {
        executor.shutdownNow();
    }
}
