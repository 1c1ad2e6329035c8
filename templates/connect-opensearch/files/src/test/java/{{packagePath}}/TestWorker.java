package {{package}};

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Runs a task as Connect does. */
final class TestWorker {
    final List<SinkRecord> reported = new ArrayList<>();
    private final OpenSearchSinkTask task = new OpenSearchSinkTask();

    /** @param tolerant whether bad records are reported and skipped */
    TestWorker(Server server, boolean tolerant, String... settings) {
        ErrantRecordReporter reporter = (record, error) -> {
            reported.add(record);
            return CompletableFuture.completedFuture(null);
        };
        task.initialize((SinkTaskContext) Proxy.newProxyInstance(TestWorker.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("errantRecordReporter") && tolerant ? reporter : null));
        task.start(config(settings), server);
    }

    static OpenSearchSinkConfig config(String... settings) {
        Map<String, String> properties = new HashMap<>(Map.of("connection.url", "http://127.0.0.1:9200"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new OpenSearchSinkConfig(properties);
    }

    static SinkRecord record(long offset, Object key, Object value) {
        return new SinkRecord("Orders", 0, null, key, null, value, offset);
    }

    /** Delivers a batch, again and again after RetriableExceptions. */
    void put(SinkRecord... records) {
        for (;;) {
            try {
                task.put(Arrays.asList(records));
                return;
            } catch (RetriableException e) {
                // Connect delivers the same batch again.
            }
        }
    }
}
