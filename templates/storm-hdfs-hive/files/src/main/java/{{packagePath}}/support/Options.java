package {{package}}.support;

import java.util.Map;

/** What the command line and the environment ask for. */
public record Options(
    boolean local,
    String topology,
    String bootstrapServers,
    String topic,
    String group,
    String deadLetterTopic,
    String separator,
    HdfsTarget hdfs) {

    private static final String LOCAL = "--local";

    private static final Settings.Declaration DECLARATION = new Settings.Declaration()
        .flag(LOCAL)
        .variable("TOPOLOGY_NAME", "{{topology}}")
        .variable("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092")
        .variable("KAFKA_TOPIC", "{{topic}}")
        .variable("KAFKA_GROUP", "{{group}}")
        .variable("DEAD_LETTER_TOPIC", "")
        .variable("INPUT_SEPARATOR", ",")
        .variable("HDFS_URL", "hdfs://127.0.0.1:8020")
        .variable("HDFS_PATH", "{{path}}")
        .variable("HDFS_SYNC_COUNT", "1000")
        .variable("HDFS_ROTATION_MB", "1");

    public static Options parseOrExit(String[] args) {
        return Settings.orExit(() -> parse(args, System.getenv()));
    }

    /** Throws IllegalArgumentException with a message for the user. */
    public static Options parse(String[] args, Map<String, String> environment) {
        Settings settings = DECLARATION.parse(args, environment);
        String topology = settings.text("TOPOLOGY_NAME");
        String topic = settings.text("KAFKA_TOPIC");
        return new Options(
            settings.has(LOCAL),
            topology,
            settings.text("KAFKA_BOOTSTRAP_SERVERS"),
            topic,
            settings.text("KAFKA_GROUP"),
            settings.textOr("DEAD_LETTER_TOPIC", topic + "-dead-letter"),
            separator(settings),
            hdfs(settings, topology));
    }

    private static String separator(Settings settings) {
        String separator = settings.text("INPUT_SEPARATOR");
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("INPUT_SEPARATOR must not be empty.");
        }
        return separator;
    }

    private static HdfsTarget hdfs(Settings settings, String topology) {
        String path = settings.text("HDFS_PATH");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("HDFS_PATH must begin with a slash, but is " + path + ".");
        }
        return new HdfsTarget(
            settings.text("HDFS_URL"),
            path,
            "records-" + topology + "-",
            settings.positive("HDFS_SYNC_COUNT", Integer::valueOf),
            settings.positive("HDFS_ROTATION_MB", Float::valueOf));
    }
}
