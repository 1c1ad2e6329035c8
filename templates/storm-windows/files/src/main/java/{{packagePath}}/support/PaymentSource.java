package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaTuple;
import org.apache.storm.kafka.spout.RecordTranslator;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.Utils;
import {{package}}.Payment;

/** The spout: payments on its default stream, each with the record that it came from, and malformed records on another. */
public final class PaymentSource implements RecordTranslator<byte[], byte[]> {
    public static final String DEAD_LETTERS = "dead-letters";
    private static final Fields FIELDS = fields();

    PaymentSource() {
    }

    public static KafkaSpout<byte[], byte[]> spout(Options options) {
        return new KafkaSpout<>(
            KafkaSource.config(options.bootstrapServers(), options.inputTopic(), options.group())
                .setRecordTranslator(new PaymentSource())
                .build());
    }

    /** The payment of a tuple of the default stream. */
    public static Payment payment(Tuple tuple) {
        return new Payment(tuple.getStringByField(Payment.ID), tuple.getStringByField(Payment.FIRST),
            tuple.getStringByField(Payment.LAST), tuple.getLongByField(Payment.CENTS));
    }

    @Override
    public List<Object> apply(ConsumerRecord<byte[], byte[]> consumed) {
        KafkaRecord record = KafkaRecord.of(consumed);
        try {
            Payment payment = Payment.parse(decode(record.value()));
            KafkaTuple tuple = new KafkaTuple().routedTo(Utils.DEFAULT_STREAM_ID);
            tuple.addAll(record.toValues());
            tuple.addAll(List.of(payment.id(), payment.first(), payment.last(), payment.cents()));
            return tuple;
        } catch (MalformedRecordException e) {
            KafkaTuple tuple = new KafkaTuple().routedTo(DEAD_LETTERS);
            tuple.addAll(DeadLetterBolt.values(record, e.getMessage()));
            return tuple;
        }
    }

    private static String decode(byte[] value) throws MalformedRecordException {
        if (value == null) {
            throw new MalformedRecordException("expected id,first,last,amount");
        }
        try {
            // Unlike new String, a new decoder reports invalid bytes instead of replacing them.
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("expected id,first,last,amount");
        }
    }

    @Override
    public Fields getFieldsFor(String stream) {
        return stream.equals(DEAD_LETTERS) ? DeadLetterBolt.FIELDS : FIELDS;
    }

    @Override
    public List<String> streams() {
        return List.of(Utils.DEFAULT_STREAM_ID, DEAD_LETTERS);
    }

    private static Fields fields() {
        List<String> fields = new ArrayList<>(KafkaRecord.FIELDS.toList());
        fields.addAll(List.of(Payment.ID, Payment.FIRST, Payment.LAST, Payment.CENTS));
        return new Fields(fields);
    }
}
