package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterBoltTest {
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {(byte) 0xff, 0};

    private final RecordingCollector collector = new RecordingCollector();
    private final MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer());
    private final DeadLetterBolt bolt = new DeadLetterBolt("not used", "letters") {
        @Override
        Producer<byte[], byte[]> newProducer() {
            return producer;
        }
    };

    @BeforeEach
    void prepare() {
        bolt.prepare(Map.of(), null, new OutputCollector(collector));
    }

    @Test
    void keyAndValueGoOnAsTheyCameAndTheRestInHeaders() {
        receive();
        ProducerRecord<byte[], byte[]> letter = letters().get(0);
        assertEquals("letters", letter.topic());
        assertArrayEquals(KEY, letter.key());
        assertArrayEquals(VALUE, letter.value());
        assertEquals("no comma", header(letter, DeadLetterBolt.REASON));
        assertEquals("people", header(letter, DeadLetterBolt.TOPIC));
        assertEquals("2", header(letter, DeadLetterBolt.PARTITION));
        assertEquals("30", header(letter, DeadLetterBolt.OFFSET));
    }

    @Test
    void theTupleIsAckedWhenKafkaHasTheLetter() {
        Tuple tuple = receive();
        assertEquals(List.of(), collector.acked);
        producer.completeNext();
        assertEquals(List.of(tuple), collector.acked);
    }

    @Test
    void theTupleFailsWhenKafkaHasNot() {
        Tuple tuple = receive();
        TimeoutException down = new TimeoutException();
        producer.errorNext(down);
        assertEquals(List.of(tuple), collector.failed);
        assertEquals(List.of(down), collector.errors);
    }

    @Test
    void aLetterTooLargeForKafkaGoesWithoutItsValue() {
        Tuple tuple = receive();
        producer.errorNext(new RecordTooLargeException());
        assertEquals(List.of(), collector.acked);
        producer.completeNext();
        assertEquals(List.of(tuple), collector.acked);
        assertNull(letters().get(1).value());
        assertEquals("no comma (value too large to copy)", header(letters().get(1), DeadLetterBolt.REASON));
    }

    private Tuple receive() {
        KafkaRecord source = new KafkaRecord("people", 2, 30, 1_700_000_000_000L, KEY, VALUE);
        Tuple tuple = TestTuples.of(DeadLetterBolt.FIELDS, DeadLetterBolt.values(source, "no comma"));
        bolt.execute(tuple);
        return tuple;
    }

    private List<ProducerRecord<byte[], byte[]>> letters() {
        return producer.history();
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
