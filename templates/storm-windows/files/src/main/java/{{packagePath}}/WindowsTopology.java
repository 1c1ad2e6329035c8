package {{package}};

import java.util.concurrent.TimeUnit;
import org.apache.storm.Config;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseWindowedBolt.Duration;
import org.apache.storm.tuple.Fields;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.KafkaRecord;
import {{package}}.support.Options;
import {{package}}.support.PaymentSource;
import {{package}}.support.Run;

/**
 * Storm's own windows, by the time of the record: a tumbling one and a sliding one that begins twice as often. Each writes
 * one total per last name when the window closes, which is when a record is newer than its end and the grace period.
 */
public final class WindowsTopology {
    static final String SPOUT = "payments";
    static final String TUMBLING = "tumbling";
    static final String SLIDING = "sliding";
    static final String OUTPUT = "output";
    static final String DEAD_LETTER = "dead-letter";
    static final String LATE = "late";
    private static final int MAX_IN_WINDOWS = 100_000;

    private WindowsTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parseOrExit(args, "storm-windows", "payments-windows");
        Run.topology(options, config(options), topology(options));
    }

    static StormTopology topology(Options options) {
        Duration window = Duration.of((int) options.windowMs());
        Duration halfWindow = Duration.of((int) options.windowMs() / 2);
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SPOUT, PaymentSource.spout(options));
        builder.setBolt(TUMBLING, new TotalsBolt(TUMBLING).withTumblingWindow(window)
                .withTimestampField(KafkaRecord.TIMESTAMP).withLag(grace(options)).withLateTupleStream(LATE))
            .fieldsGrouping(SPOUT, new Fields(Payment.LAST));
        builder.setBolt(SLIDING, new TotalsBolt(SLIDING).withWindow(window, halfWindow)
                .withTimestampField(KafkaRecord.TIMESTAMP).withLag(grace(options)))
            .fieldsGrouping(SPOUT, new Fields(Payment.LAST));
        builder.setBolt(OUTPUT, PaymentsTopology.output(options))
            .shuffleGrouping(TUMBLING)
            .shuffleGrouping(SLIDING)
            .addConfiguration(Run.WRITES, "topic:" + options.outputTopic());
        builder.setBolt(LATE, new LateBolt()).shuffleGrouping(TUMBLING, LATE);
        builder.setBolt(DEAD_LETTER, new DeadLetterBolt(options.bootstrapServers(), options.deadLetterTopic()))
            .shuffleGrouping(SPOUT, PaymentSource.DEAD_LETTERS)
            .shuffleGrouping(LATE)
            .addConfiguration(Run.WRITES, "topic:" + options.deadLetterTopic());
        return builder.createTopology();
    }

    /** A payment is acked when it leaves its window, and the window closes only when later payments arrive. */
    static Config config(Options options) {
        Config config = PaymentsTopology.config(options);
        config.setMaxSpoutPending(MAX_IN_WINDOWS);
        config.setMessageTimeoutSecs((int) TimeUnit.DAYS.toSeconds(1));
        return config;
    }

    private static Duration grace(Options options) {
        return Duration.of((int) options.graceMs());
    }
}
