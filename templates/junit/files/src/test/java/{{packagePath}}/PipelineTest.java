package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import streamkit.junit.BootstrapServers;
import streamkit.junit.Stack;
import streamkit.junit.Streamkit;

/** Replace it with tests of your own program: they find Kafka at the injected address. */
@Streamkit(project = ".")
class PipelineTest {
    private static final String TOPIC = "{{topic}}";

    @Test
    void recordsArrive(@BootstrapServers String bootstrapServers) {
        write(bootstrapServers, "Ann", "{\"id\":1}");
        assertEquals(List.of("{\"id\":1}"), read(bootstrapServers, 1));
    }

    @Test
    void theTopicOfStreamkitYmlExists(Stack stack) {
        write(stack.bootstrapServers(), null, null);
        String description = stack.run("topic", "describe", TOPIC);
        assertEquals(true, description.contains("2 partitions"), description);
    }

    private static void write(String bootstrapServers, String key, String value) {
        try (var producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, key, value));
        }
    }

    /** Reads the topic from its start until there are so many values. */
    private static List<String> read(String bootstrapServers, int count) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", "pipeline-test");
        settings.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Instant end = Instant.now().plusSeconds(30);
            while (values.size() < count && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
