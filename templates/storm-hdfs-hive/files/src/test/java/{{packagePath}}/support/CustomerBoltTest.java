package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerBoltTest {
    private final RecordingCollector collector = new RecordingCollector();
    private final CustomerBolt bolt = new CustomerBolt(",");

    @BeforeEach
    void prepare() {
        bolt.prepare(Map.of(), null, new OutputCollector(collector));
    }

    @Test
    void aValidRecordGoesOnAsItsFields() {
        Tuple record = receive("1,John,Doe");
        RecordingCollector.Emission emitted = collector.emitted.get(0);
        assertEquals(Utils.DEFAULT_STREAM_ID, emitted.stream());
        assertEquals(List.of(record), emitted.anchors());
        assertEquals(List.of(1, "John", "Doe"), emitted.values());
        assertEquals(List.of(record), collector.acked);
    }

    @Test
    void aMalformedRecordGoesToTheDeadLettersUnchanged() {
        Tuple malformed = receive("no comma");
        RecordingCollector.Emission letter = collector.emitted.get(0);
        assertEquals(CustomerBolt.DEAD_LETTERS, letter.stream());
        assertEquals(List.of(malformed), letter.anchors());
        assertArrayEquals("no comma".getBytes(UTF_8), (byte[]) letter.values().get(5));
        assertEquals("expected 3 fields separated by ,, found 1", letter.values().get(6));
        assertEquals(List.of(malformed), collector.acked);
    }

    private Tuple receive(String line) {
        KafkaRecord record = new KafkaRecord("people", 0, 7, 1_700_000_000_000L, null, line.getBytes(UTF_8));
        Tuple tuple = TestTuples.of(KafkaRecord.FIELDS, record.toValues());
        bolt.execute(tuple);
        return tuple;
    }
}
