package {{package}};

import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.TopologyBuilder;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.KafkaSource;
import {{package}}.support.LocalRun;
import {{package}}.support.Options;

/** KafkaSpout → global grouping → MySqlBolt, and what MySqlBolt cannot store → DeadLetterBolt. */
public final class KafkaMySQLTopology {
    static final String SPOUT = "kafka";
    static final String MYSQL = "mysql";
    static final String DEAD_LETTER = "dead-letter";

    /** The setting with which a bolt names what it writes: streamkit draws it. */
    private static final String WRITES = "streamkit.writes";

    private KafkaMySQLTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parseOrExit(args);
        if (options.local()) {
            LocalRun.untilInterrupted(options.topology(), config(), topology(options));
        } else {
            StormSubmitter.submitTopology(options.topology(), config(), topology(options));
        }
    }

    static StormTopology topology(Options options) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SPOUT, KafkaSource.spout(options.bootstrapServers(), options.topic(), options.group()));
        builder.setBolt(MYSQL, new MySqlBolt(options.mysql(), options.once()))
            .globalGrouping(SPOUT)
            .addConfiguration(WRITES, "mysql:" + options.mysql().database() + ".{{table}}");
        builder.setBolt(DEAD_LETTER, new DeadLetterBolt(options.bootstrapServers(), options.deadLetterTopic()))
            .shuffleGrouping(MYSQL, MySqlBolt.DEAD_LETTERS)
            .addConfiguration(WRITES, "topic:" + options.deadLetterTopic());
        return builder.createTopology();
    }

    static Config config() {
        Config config = new Config();
        config.setNumWorkers(1);
        // Several groups, so that the next ones arrive while one is committed.
        config.setMaxSpoutPending(4 * MySqlBolt.MAX_GROUP);
        // Longer than a row can wait and its commit then hang, so that a tuple fails before it counts as lost and is read twice.
        config.setMessageTimeoutSecs(60);
        return config;
    }
}
