package {{package}};

import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.hdfs.bolt.HdfsBolt;
import org.apache.storm.hdfs.bolt.format.DefaultFileNameFormat;
import org.apache.storm.hdfs.bolt.rotation.FileSizeRotationPolicy;
import org.apache.storm.hdfs.bolt.rotation.FileSizeRotationPolicy.Units;
import org.apache.storm.hdfs.bolt.sync.CountSyncPolicy;
import org.apache.storm.topology.TopologyBuilder;
import {{package}}.support.CustomerBolt;
import {{package}}.support.CustomerFormat;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.HdfsTarget;
import {{package}}.support.KafkaSource;
import {{package}}.support.LocalRun;
import {{package}}.support.Options;
import {{package}}.support.RecoveringHdfsBolt;

/** KafkaSource → CustomerBolt → HdfsBolt, and what CustomerBolt cannot read → DeadLetterBolt. */
public final class KafkaTopology {
    static final String SPOUT = "kafka";
    static final String CUSTOMER = "customer";
    static final String HDFS = "hdfs";
    static final String DEAD_LETTER = "dead-letter";

    /** The setting with which a bolt names what it writes: streamkit draws it. */
    private static final String WRITES = "streamkit.writes";

    private KafkaTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parseOrExit(args);
        if (options.local()) {
            LocalRun.untilInterrupted(options.topology(), config(options), topology(options));
        } else {
            StormSubmitter.submitTopology(options.topology(), config(options), topology(options));
        }
    }

    static StormTopology topology(Options options) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SPOUT, KafkaSource.spout(options.bootstrapServers(), options.topic(), options.group()));
        builder.setBolt(CUSTOMER, new CustomerBolt(options.separator())).localOrShuffleGrouping(SPOUT);
        builder.setBolt(HDFS, new RecoveringHdfsBolt(options.hdfs(), hdfsBolt(options.hdfs())))
            .localOrShuffleGrouping(CUSTOMER)
            .addConfiguration(WRITES, "hdfs:" + options.hdfs().path());
        builder.setBolt(DEAD_LETTER, new DeadLetterBolt(options.bootstrapServers(), options.deadLetterTopic()))
            .shuffleGrouping(CUSTOMER, CustomerBolt.DEAD_LETTERS)
            .addConfiguration(WRITES, "topic:" + options.deadLetterTopic());
        return builder.createTopology();
    }

    private static HdfsBolt hdfsBolt(HdfsTarget target) {
        return new HdfsBolt()
            .withFsUrl(target.url())
            .withConfigKey(HdfsTarget.HADOOP_CONFIG)
            .withFileNameFormat(new DefaultFileNameFormat().withPath(target.path()).withPrefix(target.prefix()))
            .withRecordFormat(new CustomerFormat())
            .withRotationPolicy(new FileSizeRotationPolicy(target.rotationMb(), Units.MB))
            .withSyncPolicy(new CountSyncPolicy(target.syncCount()))
            // A stream that failed to sync once fails every time.
            .withRetryCount(1);
    }

    static Config config(Options options) {
        Config config = new Config();
        config.setNumWorkers(1);
        // Several groups, so that the next ones arrive while one is synced.
        config.setMaxSpoutPending(4 * options.hdfs().syncCount());
        // Longer than a row can wait and its sync then hang, so that a tuple fails before it counts as lost and is read twice.
        config.setMessageTimeoutSecs(60);
        config.put(HdfsTarget.HADOOP_CONFIG, HdfsTarget.hadoopConfig());
        return config;
    }
}
