package {{package}}.support;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker in this process, on a free port of the loopback address. */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaServer broker;
    private final KafkaProducer<byte[], byte[]> producer;

    public EmbeddedKafka(int zooKeeperPort, Path logs) {
        broker = new KafkaServer(new KafkaConfig(Map.of(
            "zookeeper.connect", "127.0.0.1:" + zooKeeperPort + "/kafka",
            "listeners", "PLAINTEXT://127.0.0.1:0",
            "log.dir", logs.toString(),
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1")), Time.SYSTEM, scala.Option.empty(), false);
        broker.startup();
        producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + broker.boundPort(ListenerName.normalised("PLAINTEXT"));
    }

    /** Returns the offset. */
    public long produce(String topic, byte[] value) throws Exception {
        return produce(topic, null, value);
    }

    /** Returns the offset. A null timestamp is the present time. */
    public long produce(String topic, Long timestamp, byte[] value) throws Exception {
        return producer.send(new ProducerRecord<>(topic, null, timestamp, null, value)).get().offset();
    }

    /** All records of a topic of one partition. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers());
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(1)).records(partition);
        }
    }

    @Override
    public void close() {
        producer.close();
        broker.shutdown();
        broker.awaitShutdown();
    }
}
