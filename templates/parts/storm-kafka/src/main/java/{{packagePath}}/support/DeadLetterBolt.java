package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;

/** Sends records that cannot be stored to the dead-letter topic: key and value as they came, the rest in headers. */
public class DeadLetterBolt extends BaseRichBolt {
    public static final String REASON = "dead-letter.reason";
    public static final String TOPIC = "dead-letter.topic";
    public static final String PARTITION = "dead-letter.partition";
    public static final String OFFSET = "dead-letter.offset";

    private static final String REASON_FIELD = "reason";
    public static final Fields FIELDS = fields();

    private final String bootstrapServers;
    private final String topic;
    private transient OutputCollector collector;
    private transient Producer<byte[], byte[]> producer;

    public DeadLetterBolt(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    public static List<Object> values(KafkaRecord source, String reason) {
        List<Object> values = new ArrayList<>(source.toValues());
        values.add(reason);
        return values;
    }

    private static Fields fields() {
        List<String> fields = new ArrayList<>(KafkaRecord.FIELDS.toList());
        fields.add(REASON_FIELD);
        return new Fields(fields);
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = new LockedCollector(collector);
        producer = newProducer();
    }

    /** For a test to replace. */
    Producer<byte[], byte[]> newProducer() {
        return new KafkaProducer<>(Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000),
            new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void execute(Tuple tuple) {
        KafkaRecord source = KafkaRecord.of(tuple);
        String reason = tuple.getStringByField(REASON_FIELD);
        producer.send(letter(source, source.value(), reason), (sent, failure) -> {
            if (failure instanceof RecordTooLargeException) {
                // With its headers a record of the largest size is too large; the offset still tells where it is.
                producer.send(letter(source, null, reason + " (value too large to copy)"), settle(tuple));
            } else {
                settle(tuple).onCompletion(sent, failure);
            }
        });
    }

    private ProducerRecord<byte[], byte[]> letter(KafkaRecord source, byte[] value, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, source.key(), value);
        letter.headers()
            .add(REASON, reason.getBytes(UTF_8))
            .add(TOPIC, source.topic().getBytes(UTF_8))
            .add(PARTITION, Integer.toString(source.partition()).getBytes(UTF_8))
            .add(OFFSET, Long.toString(source.offset()).getBytes(UTF_8));
        return letter;
    }

    private Callback settle(Tuple tuple) {
        return (sent, failure) -> {
            if (failure == null) {
                collector.ack(tuple);
            } else {
                collector.reportError(failure);
                collector.fail(tuple);
            }
        };
    }

    @Override
    public void cleanup() {
        producer.close();
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        // The end of the stream: nothing comes out.
    }
}
