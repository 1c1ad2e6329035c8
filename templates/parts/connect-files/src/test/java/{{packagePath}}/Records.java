package {{package}};

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records of the tests. */
final class Records {
    private Records() {
    }

    static SinkRecord record(long offset, Object value) {
        return record(offset, value, offset);
    }

    static SinkRecord record(long offset, Object value, Long timestamp) {
        return new SinkRecord("orders", 0, null, null, null, value, offset, timestamp, TimestampType.CREATE_TIME);
    }

    /** Records with the values {"id": OFFSET}. */
    static List<SinkRecord> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(offset -> record(offset, Map.of("id", offset))).toList();
    }
}
