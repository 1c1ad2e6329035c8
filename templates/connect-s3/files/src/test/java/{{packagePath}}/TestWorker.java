package {{package}};

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Runs a task on one partition as Connect does. */
final class TestWorker {
    static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    final List<SinkRecord> reported = new ArrayList<>();
    private final S3SinkTask task = new S3SinkTask();

    /** @param tolerant whether bad records are reported and skipped */
    TestWorker(S3SinkConfig config, Bucket bucket, boolean tolerant) {
        ErrantRecordReporter reporter = (record, error) -> {
            reported.add(record);
            return CompletableFuture.completedFuture(null);
        };
        task.initialize((SinkTaskContext) Proxy.newProxyInstance(TestWorker.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("errantRecordReporter") && tolerant ? reporter : null));
        task.start(config, bucket);
        task.open(List.of(PARTITION));
    }

    void put(List<SinkRecord> records) {
        task.put(records);
    }

    /** The committed offset; 0 if there is none. */
    int commit() {
        OffsetAndMetadata offset = task.preCommit(Map.of()).get(PARTITION);
        return offset == null ? 0 : Math.toIntExact(offset.offset());
    }

    void stop() {
        task.close(List.of(PARTITION));
        task.stop();
    }
}
