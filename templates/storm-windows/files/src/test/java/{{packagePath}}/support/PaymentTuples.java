package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.Utils;

/** Tuples as PaymentSource emits them. */
public final class PaymentTuples {
    private PaymentTuples() {
    }

    public static Tuple of(String line, long timestamp) {
        PaymentSource source = new PaymentSource();
        List<Object> values = source.apply(new ConsumerRecord<>("{{input}}", 0, 0, timestamp, TimestampType.CREATE_TIME, 0, 0,
            null, line.getBytes(UTF_8), new RecordHeaders(), Optional.empty()));
        return TestTuples.of(source.getFieldsFor(Utils.DEFAULT_STREAM_ID), values);
    }
}
