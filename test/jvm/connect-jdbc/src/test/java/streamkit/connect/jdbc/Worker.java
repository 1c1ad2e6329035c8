package streamkit.connect.jdbc;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.apache.kafka.connect.storage.OffsetStorageReaderImpl;
import org.apache.kafka.connect.storage.OffsetStorageWriter;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** Runs a connector and its first task as Connect does, with Connect's own offset file, but without Kafka. */
final class Worker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final JdbcSourceConnector connector = new JdbcSourceConnector();
    private final JdbcSourceTask task = new JdbcSourceTask();
    private final FileOffsetBackingStore store;
    private final OffsetStorageWriter offsets;

    private Worker(Map<String, String> properties, Path offsetFile) {
        JsonConverter keys = converter(true);
        JsonConverter values = converter(false);
        store = new FileOffsetBackingStore(keys);
        store.configure(new StandaloneConfig(Map.of(
                "bootstrap.servers", "localhost:1",
                "key.converter", JsonConverter.class.getName(),
                "value.converter", JsonConverter.class.getName(),
                "offset.storage.file.filename", offsetFile.toString())));
        store.start();
        offsets = new OffsetStorageWriter(store, "test", keys, values);

        connector.initialize(proxy(SourceConnectorContext.class, Map.of()));
        connector.start(properties);
        OffsetStorageReader reader = new OffsetStorageReaderImpl(store, "test", keys, values);
        task.initialize(proxy(SourceTaskContext.class, Map.of("offsetStorageReader", reader)));
        task.start(connector.taskConfigs(1).get(0));
    }

    static Worker start(Map<String, String> properties, Path offsetFile) {
        return new Worker(properties, offsetFile);
    }

    /** Properties of a connector that asks often. */
    static Map<String, String> properties(String url, String mode, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                JdbcSourceConfig.URL, url,
                JdbcSourceConfig.MODE, mode,
                JdbcSourceConfig.TOPIC_PREFIX, "test-",
                JdbcSourceConfig.POLL_INTERVAL, "1",
                JdbcSourceConfig.BACKOFF, "1"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    /** One batch, delivered and committed; empty if there was nothing. */
    List<SourceRecord> poll() throws Exception {
        List<SourceRecord> batch = task.poll();
        if (batch == null) {
            return List.of();
        }
        batch.forEach(record -> offsets.offset(offset(record.sourcePartition()), offset(record.sourceOffset())));
        if (offsets.beginFlush()) {
            offsets.doFlush((error, ignored) -> { }).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return batch;
    }

    /** Polls until there are at least so many records. */
    List<SourceRecord> take(int count) throws Exception {
        List<SourceRecord> records = new ArrayList<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (records.size() < count) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Only " + records.size() + " of " + count + " records came: " + records);
            }
            records.addAll(poll());
        }
        return records;
    }

    /** What comes in so many polls. */
    List<SourceRecord> takeRest(int polls) throws Exception {
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < polls; i++) {
            records.addAll(poll());
        }
        return records;
    }

    @Override
    public void close() {
        task.stop();
        connector.stop();
        store.stop();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> offset(Map<String, ?> map) {
        return (Map<String, Object>) map;
    }

    private static JsonConverter converter(boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), isKey);
        return converter;
    }

    /** A context with only these methods: each Kafka version adds some more. */
    static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            Object answer = answers.get(method.getName());
            if (answer == null) {
                throw new UnsupportedOperationException(method.getName());
            }
            if (answer instanceof Runnable action) {
                action.run();
                return null;
            }
            return answer;
        }));
    }
}
