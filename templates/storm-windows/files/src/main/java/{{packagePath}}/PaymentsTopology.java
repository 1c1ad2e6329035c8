package {{package}};

import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.storm.Config;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.kafka.bolt.KafkaBolt;
import org.apache.storm.kafka.bolt.mapper.FieldNameBasedTupleToKafkaMapper;
import org.apache.storm.kafka.bolt.selector.DefaultTopicSelector;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.Options;
import {{package}}.support.PaymentSource;
import {{package}}.support.Run;

/** Counts and sums payments per last name in tumbling windows, and writes one result for each payment. */
public final class PaymentsTopology {
    static final String SPOUT = "payments";
    static final String COUNT = "count";
    static final String OUTPUT = "output";
    static final String DEAD_LETTER = "dead-letter";

    private PaymentsTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parseOrExit(args, "storm-payments", "{{output}}");
        Run.topology(options, config(options), topology(options));
    }

    static StormTopology topology(Options options) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SPOUT, PaymentSource.spout(options), options.parallelism());
        builder.setBolt(COUNT, new CountBolt(options.windowMs(), options.graceMs()), options.parallelism())
            .fieldsGrouping(SPOUT, new Fields(Payment.LAST));
        builder.setBolt(OUTPUT, output(options), options.parallelism())
            .localOrShuffleGrouping(COUNT)
            .addConfiguration(Run.WRITES, "topic:" + options.outputTopic());
        builder.setBolt(DEAD_LETTER, new DeadLetterBolt(options.bootstrapServers(), options.deadLetterTopic()))
            .shuffleGrouping(SPOUT, PaymentSource.DEAD_LETTERS)
            .shuffleGrouping(COUNT, CountBolt.LATE)
            .addConfiguration(Run.WRITES, "topic:" + options.deadLetterTopic());
        return builder.createTopology();
    }

    /** Acks a tuple when Kafka has its record. */
    static KafkaBolt<String, String> output(Options options) {
        Properties producer = new Properties();
        producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        return new KafkaBolt<String, String>()
            .withProducerProperties(producer)
            .withTopicSelector(new DefaultTopicSelector(options.outputTopic()))
            .withTupleToKafkaMapper(new FieldNameBasedTupleToKafkaMapper<>("key", "value"));
    }

    static Config config(Options options) {
        Config config = new Config();
        config.setNumWorkers(1);
        config.setMaxSpoutPending(options.maxSpoutPending());
        config.setMessageTimeoutSecs(60);
        // The last -Xmx of a worker's options counts.
        config.put(Config.TOPOLOGY_WORKER_CHILDOPTS, "-Xmx" + options.workerHeapMb() + "m");
        config.setStatsSampleRate(options.statsSampleRate());
        return config;
    }
}
