package {{package}};

import java.util.Map;
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

/** KafkaSpout → CustomerBolt → HdfsBolt, and what CustomerBolt cannot read → DeadLetterBolt. */
public final class KafkaTopology {
    static final String SPOUT = "kafka";
    static final String CUSTOMER = "customer";
    static final String HDFS = "hdfs";
    static final String DEAD_LETTER = "dead-letter";

    private KafkaTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = optionsOrExit(args);
        if (options.local()) {
            LocalRun.untilInterrupted(options.topology(), config(options), topology(options));
        } else {
            StormSubmitter.submitTopology(options.topology(), config(options), topology(options));
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
        builder.setBolt(CUSTOMER, new CustomerBolt(options.separator())).localOrShuffleGrouping(SPOUT);
        builder.setBolt(HDFS, new RecoveringHdfsBolt(options.hdfs())).localOrShuffleGrouping(CUSTOMER);
        builder.setBolt(DEAD_LETTER, new DeadLetterBolt(options.bootstrapServers(), options.deadLetterTopic()))
            .shuffleGrouping(CUSTOMER, CustomerBolt.DEAD_LETTERS);
        return builder.createTopology();
    }

    static Config config(Options options) {
        Config config = new Config();
        config.setNumWorkers(1);
        // More than are synced at once, or every sync would wait for the tick.
        config.setMaxSpoutPending(4 * options.hdfs().syncCount());
        // Longer than a row can wait and then hang, so that a tuple fails before it is taken for lost and read twice.
        config.setMessageTimeoutSecs(60);
        config.put(HdfsTarget.HADOOP_CONFIG, hadoopConfig());
        return config;
    }

    /** One copy of each block, as a single DataNode has no room for more; and failures within seconds, not minutes. */
    private static Map<String, Object> hadoopConfig() {
        return Map.of(
            "dfs.replication", 1,
            "dfs.client.socket-timeout", 20_000,
            "dfs.client.retry.window.base", 100,
            "ipc.client.rpc-timeout.ms", 20_000,
            "ipc.client.connect.timeout", 5_000,
            "ipc.client.connect.max.retries", 1,
            "ipc.client.connect.max.retries.on.timeouts", 1);
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
            // While HDFS is down the spout would otherwise read ahead without end.
            .setMaxUncommittedOffsets(100_000)
            .setRetry(new KafkaSpoutRetryExponentialBackoff(
                TimeInterval.milliSeconds(100), TimeInterval.milliSeconds(100), Integer.MAX_VALUE, TimeInterval.seconds(5)))
            .build();
    }
}
