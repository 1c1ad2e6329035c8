package {{package}};

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Gathers the records of one partition and writes them as files. Names are made of offsets, and where a file ends depends
 * on the records only (but see {@link #writeIfDue}): records that are read again after a crash make the same files again,
 * in the place of those that were there.
 */
final class PartitionWriter {
    private final FileSinkConfig config;
    private final TopicPartition partition;
    private final RecordFormat format;
    private final FileStore store;
    private final int flushSize;
    private final int flushBytes;
    private final long rotateInterval;
    private final long rotateSchedule;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int count;
    private long firstOffset;
    private Long firstTimestamp;
    private long openedAt;
    private long nextOffset = -1;
    private long writtenOffset = -1;

    PartitionWriter(FileSinkConfig config, TopicPartition partition, RecordFormat format, FileStore store) {
        this.config = config;
        this.partition = partition;
        this.format = format;
        this.store = store;
        flushSize = config.getInt(FileSinkConfig.FLUSH_SIZE);
        flushBytes = config.getInt(FileSinkConfig.FLUSH_BYTES);
        rotateInterval = config.getLong(FileSinkConfig.ROTATE_INTERVAL);
        rotateSchedule = config.getLong(FileSinkConfig.ROTATE_SCHEDULE);
    }

    /**
     * Adds a record, after it has written a file that is full. A record that was added before is skipped: Connect
     * delivers a batch again after a RetriableException.
     *
     * @param now milliseconds since 1970
     */
    void add(SinkRecord record, long now) {
        if (record.originalKafkaOffset() < nextOffset) {
            return;
        }
        if (record.value() != null || !config.ignoresNullValues()) {
            append(record, now);
        }
        skip(record);
    }

    /** Leaves out a record, and does not see it again when Connect delivers its batch again. */
    void skip(SinkRecord record) {
        nextOffset = Math.max(nextOffset, record.originalKafkaOffset() + 1);
    }

    private void append(SinkRecord record, long now) {
        byte[] line = RecordFailures.line(format, record);
        if (isFull() || isTooLate(record)) {
            write();
        }
        if (count == 0) {
            firstOffset = record.originalKafkaOffset();
            firstTimestamp = record.timestamp();
            openedAt = now;
        }
        content.writeBytes(line);
        content.write('\n');
        count++;
    }

    /** Writes the file if it is full, or if it has waited for {@code rotate.schedule.interval.ms}. */
    void writeIfDue(long now) {
        if (isFull() || count > 0 && rotateSchedule > 0 && now - openedAt >= rotateSchedule) {
            write();
        }
    }

    /** The offset after the last record of the last file; -1 if none was written. */
    long writtenOffset() {
        return writtenOffset;
    }

    private boolean isFull() {
        return count >= flushSize || content.size() >= flushBytes;
    }

    private boolean isTooLate(SinkRecord record) {
        return count > 0 && rotateInterval > 0 && firstTimestamp != null && record.timestamp() != null
                && record.timestamp() - firstTimestamp >= rotateInterval;
    }

    private void write() {
        store.put(name(), config.gzip() ? gzipped() : content.toByteArray());
        writtenOffset = nextOffset;
        content.reset();
        count = 0;
    }

    /** Its last offset is that of the last record that was added or skipped, so that none of them is read again. */
    private String name() {
        return config.folder(partition) + "/" + config.fileName(partition, firstOffset, nextOffset - 1)
                + format.extension() + (config.gzip() ? ".gz" : "");
    }

    /** The same bytes for the same records: the header that Java writes has no time. */
    private byte[] gzipped() {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(result)) {
            content.writeTo(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.toByteArray();
    }
}
