package {{package}};

import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.Options;
import {{package}}.support.PaymentSource;
import {{package}}.support.Run;

/** Complex event processing: three payments above the limit by one card within ten seconds raise an alert. */
public final class FraudTopology {
    static final String SPOUT = "payments";
    static final String FRAUD = "fraud";
    static final String OUTPUT = "output";
    static final String DEAD_LETTER = "dead-letter";

    private FraudTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parseOrExit(args, "storm-fraud", "payments-alerts");
        Run.topology(options, PaymentsTopology.config(options), topology(options));
    }

    static StormTopology topology(Options options) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SPOUT, PaymentSource.spout(options), options.parallelism());
        builder.setBolt(FRAUD, new FraudBolt(options.limitCents(), options.windowMs(), options.graceMs()), options.parallelism())
            .fieldsGrouping(SPOUT, new Fields(Payment.FIRST, Payment.LAST));
        builder.setBolt(OUTPUT, PaymentsTopology.output(options))
            .localOrShuffleGrouping(FRAUD)
            .addConfiguration(Run.WRITES, "topic:" + options.outputTopic());
        builder.setBolt(DEAD_LETTER, new DeadLetterBolt(options.bootstrapServers(), options.deadLetterTopic()))
            .shuffleGrouping(SPOUT, PaymentSource.DEAD_LETTERS)
            .addConfiguration(Run.WRITES, "topic:" + options.deadLetterTopic());
        return builder.createTopology();
    }
}
