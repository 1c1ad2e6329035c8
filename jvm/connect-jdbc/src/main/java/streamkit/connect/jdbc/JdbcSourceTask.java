package streamkit.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.database.Database;
import streamkit.connect.jdbc.database.Failures;
import streamkit.connect.jdbc.database.TableId;

/** Reads its share of the tables, one batch of one table at a time. */
public final class JdbcSourceTask extends SourceTask {
    static final String TABLES = "task.tables";

    private static final Logger log = LoggerFactory.getLogger(JdbcSourceTask.class);
    /** Connect can pause or stop a task only between polls. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final int ALIVE_TIMEOUT_SECONDS = 5;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<TableReader> readers = new ArrayList<>();

    private JdbcSourceConfig config;
    private Database database;
    private Connection connection;
    private boolean everConnected;
    private long connectNanos;

    @Override
    public String version() {
        return JdbcSourceConnector.VERSION;
    }

    @Override
    public void start(Map<String, String> properties) {
        config = new JdbcSourceConfig(properties);
        database = new Database(config);
        connectNanos = System.nanoTime();
        List<Source> sources = sources(properties);
        var offsets = context.offsetStorageReader().offsets(sources.stream().map(Source::partition).toList());
        for (Source source : sources) {
            Position position = Position.fromOffset(offsets.get(source.partition()), config.mode());
            log.info("Copying {} to topic {} from {}", source, source.topic(),
                    position.isStart() ? startName() : position.toOffset());
            readers.add(new TableReader(source, config, database.dialect(), position));
        }
    }

    private String startName() {
        return config.timestampInitial() == null ? "the beginning" : JdbcSourceConfig.TIMESTAMP_INITIAL;
    }

    private List<Source> sources(Map<String, String> properties) {
        if (config.hasQuery()) {
            return List.of(Source.ofQuery(config.topicPrefix()));
        }
        return TableId.decode(properties.getOrDefault(TABLES, "")).stream()
                .map(table -> Source.ofTable(table, config.topicPrefix()))
                .toList();
    }

    /** Reads the table that has waited longest; null if nothing is new. */
    @Override
    public synchronized List<SourceRecord> poll() throws InterruptedException {
        TableReader reader = readers.stream().min(Comparator.comparingLong(TableReader::dueNanos)).orElseThrow();
        long start = Math.max(reader.dueNanos(), connectNanos);
        if (start - System.nanoTime() > 0) {
            waitUntil(start);
            return null;
        }
        List<SourceRecord> records = read(reader);
        return records.isEmpty() ? null : records;
    }

    private void waitUntil(long nanos) throws InterruptedException {
        long wait = Math.min(nanos - System.nanoTime(), LONGEST_WAIT.toNanos());
        if (stopped.await(wait, TimeUnit.NANOSECONDS)) {
            log.debug("Stopped while waiting");
        }
    }

    private List<SourceRecord> read(TableReader reader) {
        try {
            return reader.read(connection());
        } catch (SQLException e) {
            recover(reader, e);
            return List.of();
        }
    }

    private Connection connection() throws SQLException {
        if (connection != null && database.dialect().hasBeenReplaced()) {
            log.warn("The database file of {} was replaced by another one; opening it again", database);
            disconnect();
        }
        if (connection == null) {
            connection = database.open();
            everConnected = true;
            log.info("Connected to {}", database);
        }
        return connection;
    }

    private void recover(TableReader reader, SQLException failure) {
        if (mayPass(failure)) {
            log.warn("Reading {} from {} failed: {}; trying again in {} ms", reader.source(), database,
                    Failures.message(failure), config.backoff().toMillis());
            disconnect();
            connectNanos = System.nanoTime() + config.backoff().toNanos();
        } else if (isGone(reader)) {
            log.warn("There is no {} any more; looking again in {} ms", reader.source(), config.backoff().toMillis());
            reader.release();
            reader.postpone(config.backoff());
        } else {
            throw Failures.wrap("Reading " + reader.source() + " from " + database + " failed", failure);
        }
    }

    /** A database that was there once may come back, whatever the error says now. */
    private boolean mayPass(SQLException failure) {
        if (connection == null) {
            return everConnected || database.dialect().isTransient(failure);
        }
        return database.dialect().isTransient(failure) || !isAlive();
    }

    private boolean isAlive() {
        try {
            return connection.isValid(ALIVE_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            log.debug("The connection cannot be checked: {}", Failures.message(e));
            return false;
        }
    }

    private boolean isGone(TableReader reader) {
        try {
            return connection != null && reader.isGone(connection);
        } catch (SQLException e) {
            log.debug("Looking for {} failed: {}", reader.source(), Failures.message(e));
            return false;
        }
    }

    private void disconnect() {
        readers.forEach(TableReader::release);
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            log.debug("Closing the connection failed: {}", Failures.message(e));
        }
        connection = null;
    }

    @Override
    public void stop() {
        stopped.countDown();
        synchronized (this) {
            disconnect();
        }
    }
}
