package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.database.TableId;

class JdbcSourceConnectorTest {
    @TempDir
    Path directory;
    private final JdbcSourceConnector connector = new JdbcSourceConnector();
    private final CountDownLatch reconfigured = new CountDownLatch(1);
    private SqliteFile database;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = SqliteFile.create(directory.resolve("shop.db"), "CREATE TABLE a (id INTEGER PRIMARY KEY)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY)", "CREATE TABLE c (id INTEGER PRIMARY KEY)");
        Runnable onReconfiguration = reconfigured::countDown;
        connector.initialize(Worker.proxy(SourceConnectorContext.class,
                Map.of("requestTaskReconfiguration", onReconfiguration)));
    }

    @AfterEach
    void stop() {
        connector.stop();
    }

    private void start(String... more) {
        connector.start(Worker.properties(database.url(), "bulk", more));
    }

    private List<List<String>> tablesOfTasks(int maxTasks) {
        return connector.taskConfigs(maxTasks).stream()
                .map(config -> TableId.decode(config.get(JdbcSourceTask.TABLES)))
                .map(tables -> tables.stream().map(TableId::toString).toList())
                .toList();
    }

    @Test
    void connectFindsItAsAService() {
        assertTrue(ServiceLoader.load(SourceConnector.class).stream()
                .anyMatch(provider -> provider.type() == JdbcSourceConnector.class));
    }

    @Test
    void tablesAreSplitOverTheTasks() {
        start();
        assertEquals(List.of(List.of("a", "b", "c")), tablesOfTasks(1));
        assertEquals(List.of(List.of("a", "b"), List.of("c")), tablesOfTasks(2));
        assertEquals(List.of(List.of("a"), List.of("b"), List.of("c")), tablesOfTasks(8));
    }

    @Test
    void whitelistChooses() {
        start(JdbcSourceConfig.WHITELIST, "a, c");
        assertEquals(List.of(List.of("a", "c")), tablesOfTasks(1));
    }

    @Test
    void blacklistExcludes() {
        start(JdbcSourceConfig.BLACKLIST, "a, c");
        assertEquals(List.of(List.of("b")), tablesOfTasks(1));
    }

    @Test
    void aQueryIsOneTask() {
        start(JdbcSourceConfig.QUERY, "SELECT * FROM a");
        assertEquals(1, connector.taskConfigs(5).size());
    }

    @Test
    void aNewTableAsksForNewTasks() throws Exception {
        start(JdbcSourceConfig.TABLE_POLL_INTERVAL, "1");
        database.execute("CREATE TABLE d (id INTEGER PRIMARY KEY)");
        assertTrue(reconfigured.await(15, TimeUnit.SECONDS));
        assertEquals(List.of(List.of("a", "b", "c", "d")), tablesOfTasks(1));
    }
}
