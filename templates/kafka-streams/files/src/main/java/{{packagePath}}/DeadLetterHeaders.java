package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Turns a refused record back into what it was, with the reason and its place in Kafka as headers. */
final class DeadLetterHeaders implements FixedKeyProcessor<String, Checked, String> {
    private FixedKeyProcessorContext<String, String> context;

    @Override
    public void init(FixedKeyProcessorContext<String, String> context) {
        this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<String, Checked> record) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add("dead-letter.reason", record.value().reason().getBytes(UTF_8));
        // A late payment comes from the topic between the two halves of the application: its place is not the input's.
        if (record.value().payment() == null) {
            context.recordMetadata().ifPresent(source -> headers
                .add("dead-letter.topic", source.topic().getBytes(UTF_8))
                .add("dead-letter.partition", Integer.toString(source.partition()).getBytes(UTF_8))
                .add("dead-letter.offset", Long.toString(source.offset()).getBytes(UTF_8)));
        }
        context.forward(record.withValue(record.value().line()).withHeaders(headers));
    }
}
