package {{package}}.support;

import java.math.BigDecimal;
import java.util.Map;

/** What the command line and the environment ask for. */
public record Options(
    boolean local,
    String topology,
    String bootstrapServers,
    String inputTopic,
    String outputTopic,
    String deadLetterTopic,
    String group,
    long windowMs,
    long graceMs,
    int parallelism,
    long limitCents,
    double statsSampleRate,
    int maxSpoutPending,
    int workerHeapMb) {

    private static final String LOCAL = "--local";
    private static final String AT_LEAST_ONCE = "at-least-once";

    private static Settings.Declaration declaration(String topology, String outputTopic) {
        return new Settings.Declaration()
            .flag(LOCAL)
            .variable("TOPOLOGY_NAME", topology)
            .variable("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092")
            .variable("INPUT_TOPIC", "{{input}}")
            .variable("OUTPUT_TOPIC", outputTopic)
            .variable("DEAD_LETTER_TOPIC", "")
            .variable("GROUP", "")
            .variable("WINDOW_SECONDS", "10")
            .variable("GRACE_SECONDS", "5")
            .variable("PARALLELISM", "2")
            .variable("LIMIT", "500.00")
            .variable("GUARANTEE", AT_LEAST_ONCE)
            .variable("STATS_SAMPLE_RATE", "0.05")
            .variable("MAX_SPOUT_PENDING", "2000")
            .variable("WORKER_HEAP_MB", "256");
    }

    public static Options parseOrExit(String[] args, String topology, String outputTopic) {
        return Settings.orExit(() -> parse(args, System.getenv(), topology, outputTopic));
    }

    /** Throws IllegalArgumentException with a message for the user. */
    public static Options parse(String[] args, Map<String, String> environment, String topology, String outputTopic) {
        Settings settings = declaration(topology, outputTopic).parse(args, environment);
        if (!settings.text("GUARANTEE").equals(AT_LEAST_ONCE)) {
            throw new IllegalArgumentException("GUARANTEE must be " + AT_LEAST_ONCE + ": Storm's spout and bolts for Kafka"
                + " have no transaction over input and output.");
        }
        String inputTopic = settings.text("INPUT_TOPIC");
        String name = settings.text("TOPOLOGY_NAME");
        return new Options(
            settings.has(LOCAL),
            name,
            settings.text("KAFKA_BOOTSTRAP_SERVERS"),
            inputTopic,
            settings.text("OUTPUT_TOPIC"),
            settings.textOr("DEAD_LETTER_TOPIC", inputTopic + "-dead-letter"),
            settings.textOr("GROUP", "{{group}}-" + name),
            settings.positive("WINDOW_SECONDS", Long::valueOf) * 1_000,
            settings.positive("GRACE_SECONDS", Long::valueOf) * 1_000,
            settings.positive("PARALLELISM", Integer::valueOf),
            settings.positive("LIMIT", BigDecimal::new).movePointRight(2).longValueExact(),
            settings.positive("STATS_SAMPLE_RATE", Double::valueOf),
            settings.positive("MAX_SPOUT_PENDING", Integer::valueOf),
            settings.positive("WORKER_HEAP_MB", Integer::valueOf));
    }
}
