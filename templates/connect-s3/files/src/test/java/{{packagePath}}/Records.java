package {{package}};

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records and settings of the tests. */
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

    static S3SinkConfig config(String... settings) {
        Map<String, String> properties = new HashMap<>(Map.of(S3SinkConfig.BUCKET, "lake"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new S3SinkConfig(properties);
    }
}
