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
    /** Where Connect resumes, when the task has said so. */
    private Long resumeAt;
    private final FileSinkTask task = new FileSinkTask() {
        @Override
        public String version() {
            return "test";
        }

        @Override
        public void start(Map<String, String> properties) {
            throw new UnsupportedOperationException("started with its store");
        }
    };

    /** @param tolerant whether bad records are reported and skipped */
    TestWorker(FileSinkConfig config, FileStore store, boolean tolerant) {
        ErrantRecordReporter reporter = (record, error) -> {
            reported.add(record);
            return CompletableFuture.completedFuture(null);
        };
        task.initialize((SinkTaskContext) Proxy.newProxyInstance(TestWorker.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("offset")) {
                        resumeAt = (Long) arguments[1];
                    }
                    return method.getName().equals("errantRecordReporter") && tolerant ? reporter : null;
                }));
        task.start(config, store);
        task.open(List.of(PARTITION));
        task.put(List.of());
    }

    void put(List<SinkRecord> records) {
        task.put(records);
    }

    /** Where Connect resumes that has committed this offset. */
    int resumesAt(int committed) {
        return resumeAt == null ? committed : Math.toIntExact(resumeAt);
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
