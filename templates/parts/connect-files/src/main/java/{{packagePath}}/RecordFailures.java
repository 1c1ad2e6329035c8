package {{package}};

import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Errors of single records, which name the record. */
final class RecordFailures {
    private RecordFailures() {
    }

    /** @throws DataException for a record that cannot be written */
    static byte[] line(RecordFormat format, SinkRecord record) {
        try {
            if (record.value() == null) {
                throw new DataException("it has no value; " + FileSinkConfig.NULL_VALUES + "=ignore skips such records");
            }
            return format.write(record);
        } catch (DataException e) {
            throw new DataException("Cannot write the record at offset " + record.originalKafkaOffset() + " of "
                    + record.originalTopic() + "-" + record.originalKafkaPartition() + ": " + e.getMessage(), e);
        }
    }
}
