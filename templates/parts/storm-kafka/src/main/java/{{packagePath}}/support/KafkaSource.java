package {{package}}.support;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.KafkaSpoutRetryExponentialBackoff;
import org.apache.storm.kafka.spout.KafkaSpoutRetryExponentialBackoff.TimeInterval;

/** The spout: it emits each record as a {@link KafkaRecord}, and replays the ones that fail until they succeed. */
public final class KafkaSource {
    private KafkaSource() {
    }

    public static KafkaSpout<byte[], byte[]> spout(String bootstrapServers, String topic, String group) {
        return new KafkaSpout<>(config(bootstrapServers, topic, group).build());
    }

    static KafkaSpoutConfig.Builder<byte[], byte[]> config(String bootstrapServers, String topic, String group) {
        return new KafkaSpoutConfig.Builder<byte[], byte[]>(bootstrapServers, topic)
            .setProp(ConsumerConfig.GROUP_ID_CONFIG, group)
            .setProp(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
            .setProp(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
            .setRecordTranslator(record -> KafkaRecord.of(record).toValues(), KafkaRecord.FIELDS)
            .setFirstPollOffsetStrategy(FirstPollOffsetStrategy.UNCOMMITTED_EARLIEST)
            // What is stored but not yet committed to Kafka is read again after a crash: keep it short.
            .setOffsetCommitPeriodMs(1_000)
            // While the store is down the spout would otherwise read ahead without a limit.
            .setMaxUncommittedOffsets(100_000)
            .setRetry(new KafkaSpoutRetryExponentialBackoff(
                TimeInterval.milliSeconds(100), TimeInterval.milliSeconds(100), Integer.MAX_VALUE, TimeInterval.seconds(5)));
    }
}
