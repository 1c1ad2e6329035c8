package {{package}};

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.KafkaSpoutRetryExponentialBackoff;
import org.apache.storm.kafka.spout.KafkaSpoutRetryExponentialBackoff.TimeInterval;
import org.apache.storm.topology.TopologyBuilder;

/** KafkaSpout → global grouping → MySqlBolt, and what MySqlBolt cannot store → DeadLetterBolt. */
public final class KafkaMySQLTopology {
    static final String SPOUT = "kafka";
    static final String MYSQL = "mysql";
    static final String DEAD_LETTER = "dead-letter";

    private KafkaMySQLTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = optionsOrExit(args);
        if (options.local()) {
            LocalRun.untilInterrupted(options.topology(), config(), topology(options));
        } else {
            StormSubmitter.submitTopology(options.topology(), config(), topology(options));
        }
    }

    private static Options optionsOrExit(String[] args) {
        try {
            return Options.parse(args, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    static StormTopology topology(Options options) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SPOUT, new KafkaSpout<>(spoutConfig(options)));
        builder.setBolt(MYSQL, new MySqlBolt(options.mysql(), options.once())).globalGrouping(SPOUT);
        builder.setBolt(DEAD_LETTER, new DeadLetterBolt(options.bootstrapServers(), options.deadLetterTopic()))
            .shuffleGrouping(MYSQL, MySqlBolt.DEAD_LETTERS);
        return builder.createTopology();
    }

    static Config config() {
        Config config = new Config();
        config.setNumWorkers(1);
        // More than a batch, or the batch would never fill and every row would wait for the tick.
        config.setMaxSpoutPending(4 * MySqlBolt.BATCH_SIZE);
        // Longer than a batch can wait and then hang, so that a tuple fails before it is taken for lost and read twice.
        config.setMessageTimeoutSecs(60);
        return config;
    }

    private static KafkaSpoutConfig<byte[], byte[]> spoutConfig(Options options) {
        return new KafkaSpoutConfig.Builder<byte[], byte[]>(options.bootstrapServers(), options.topic())
            .setProp(ConsumerConfig.GROUP_ID_CONFIG, options.group())
            .setProp(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
            .setProp(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)
            .setRecordTranslator(record -> KafkaRecord.of(record).toValues(), KafkaRecord.FIELDS)
            .setFirstPollOffsetStrategy(FirstPollOffsetStrategy.UNCOMMITTED_EARLIEST)
            // What is written but not yet committed to Kafka is read again after a crash: keep it short.
            .setOffsetCommitPeriodMs(1_000)
            // While MySQL is down the spout would otherwise read ahead without end.
            .setMaxUncommittedOffsets(100_000)
            .setRetry(new KafkaSpoutRetryExponentialBackoff(
                TimeInterval.milliSeconds(100), TimeInterval.milliSeconds(100), Integer.MAX_VALUE, TimeInterval.seconds(5)))
            .build();
    }
}
