package {{package}};

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the partitions that Connect assigns to it. Subclasses open the store. */
abstract class FileSinkTask extends SinkTask {
    private static final Logger log = LoggerFactory.getLogger(FileSinkTask.class);

    private final Map<TopicPartition, PartitionWriter> writers = new HashMap<>();
    /** Partitions for which the store was not yet asked where to resume. */
    private final Set<TopicPartition> opened = new HashSet<>();
    /** Partitions that Connect reads from another offset after this batch, whose records of them do not count. */
    private final Set<TopicPartition> rewound = new HashSet<>();
    private FileSinkConfig config;
    private RecordFormat format;
    private FileStore store;

    void start(FileSinkConfig config, FileStore store) {
        this.config = config;
        this.store = store;
        format = config.format();
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        opened.addAll(partitions);
    }

    /** What is not written yet is read again by the next owner of the partition: its offset was not committed. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            writers.remove(partition);
            opened.remove(partition);
            rewound.remove(partition);
        });
    }

    /** Connect also calls it without records, at least once per offset.flush.interval.ms. */
    @Override
    public void put(Collection<SinkRecord> records) {
        long now = System.currentTimeMillis();
        try {
            resume();
            records.forEach(record -> add(record, now));
            writers.values().forEach(writer -> writer.writeIfDue(now));
            rewound.clear();
        } catch (RetriableException e) {
            long backoff = config.getLong(FileSinkConfig.RETRY_BACKOFF);
            log.warn("{}; next attempt in {} ms", e.getMessage(), backoff);
            context.timeout(backoff);
            throw e;
        }
    }

    /** Asks the store here and not in open, where Connect would not try again while the server is not reachable. */
    private void resume() {
        for (TopicPartition partition : List.copyOf(opened)) {
            store.nextOffset(partition).ifPresent(offset -> {
                context.offset(partition, offset);
                rewound.add(partition);
            });
            writers.put(partition, new PartitionWriter(config, partition, format, store));
            opened.remove(partition);
        }
    }

    private void add(SinkRecord record, long now) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        if (rewound.contains(partition)) {
            return;
        }
        try {
            writers.get(partition).add(record, now);
        } catch (DataException e) {
            ErrantRecordReporter reporter = context.errantRecordReporter();
            if (reporter == null) {
                throw e;
            }
            // Fails the task unless errors.tolerance=all.
            reporter.report(record, e);
            writers.get(partition).skip(record);
        }
    }

    /** Only what was written is committed. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        Map<TopicPartition, OffsetAndMetadata> written = new HashMap<>();
        writers.forEach((partition, writer) -> {
            if (writer.writtenOffset() >= 0) {
                written.put(partition, new OffsetAndMetadata(writer.writtenOffset()));
            }
        });
        return written;
    }

    @Override
    public void stop() {
        if (store != null) {
            store.close();
        }
    }
}
