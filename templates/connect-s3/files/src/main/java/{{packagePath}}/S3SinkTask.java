package {{package}};

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the partitions that Connect assigns to it. */
public final class S3SinkTask extends SinkTask {
    private static final Logger log = LoggerFactory.getLogger(S3SinkTask.class);

    private final Map<TopicPartition, PartitionWriter> writers = new HashMap<>();
    private S3SinkConfig config;
    private RecordFormat format;
    private Bucket bucket;

    @Override
    public String version() {
        return S3SinkConnector.implementationVersion();
    }

    @Override
    public void start(Map<String, String> properties) {
        S3SinkConfig config = new S3SinkConfig(properties);
        S3Bucket opened = new S3Bucket(config);
        start(config, opened);
        opened.create();
    }

    void start(S3SinkConfig config, Bucket bucket) {
        this.config = config;
        this.bucket = bucket;
        format = config.format();
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition ->
                writers.put(partition, new PartitionWriter(config, partition, format, bucket)));
    }

    /** What is not written yet is read again by the next owner of the partition: its offset was not committed. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(writers::remove);
    }

    /** Connect also calls it without records, at least once per offset.flush.interval.ms. */
    @Override
    public void put(Collection<SinkRecord> records) {
        long now = System.currentTimeMillis();
        try {
            records.forEach(record -> add(record, now));
            writers.values().forEach(writer -> writer.writeIfDue(now));
        } catch (RetriableException e) {
            long backoff = config.getLong(S3SinkConfig.RETRY_BACKOFF);
            log.warn("{}; next attempt in {} ms", e.getMessage(), backoff);
            context.timeout(backoff);
            throw e;
        }
    }

    private void add(SinkRecord record, long now) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
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

    /** Only what is in the bucket is committed. */
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
        if (bucket != null) {
            bucket.close();
        }
    }
}
