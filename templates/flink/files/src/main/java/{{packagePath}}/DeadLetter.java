package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that is not counted, as it came, and why. Topic is null for one whose place in Kafka is not known any more. */
public record DeadLetter(String key, String value, String reason, String topic, int partition, long offset) {

    ProducerRecord<byte[], byte[]> toRecord(String target) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(target, bytes(key), bytes(value));
        letter.headers().add("dead-letter.reason", bytes(reason));
        if (topic != null) {
            letter.headers()
                .add("dead-letter.topic", bytes(topic))
                .add("dead-letter.partition", bytes(Integer.toString(partition)))
                .add("dead-letter.offset", bytes(Long.toString(offset)));
        }
        return letter;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }
}
