package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the input topic, with what a dead letter tells about it. Key and value are null where the record has none. */
public record KafkaLine(String topic, int partition, long offset, String key, String value) {

    static final class Reader implements KafkaRecordDeserializationSchema<KafkaLine> {
        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KafkaLine> out) throws IOException {
            out.collect(new KafkaLine(record.topic(), record.partition(), record.offset(), text(record.key()), text(record.value())));
        }

        @Override
        public TypeInformation<KafkaLine> getProducedType() {
            return TypeInformation.of(KafkaLine.class);
        }

        private static String text(byte[] bytes) {
            return bytes == null ? null : new String(bytes, UTF_8);
        }
    }
}
