package {{package}}.support;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** What the command line and the environment ask for. */
public record Options(
    boolean local,
    boolean once,
    String topology,
    String bootstrapServers,
    String topic,
    String group,
    String deadLetterTopic,
    MysqlSettings mysql) {

    private static final String LOCAL = "--local";
    private static final String ONCE = "--once";
    private static final String PASSWORD = "MYSQL_PASSWORD";
    private static final String PASSWORD_FILE = "MYSQL_PASSWORD_FILE";
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("password\\d*=|//[^/]*@|\\(", Pattern.CASE_INSENSITIVE);

    private static final Settings.Declaration DECLARATION = new Settings.Declaration()
        .flag(LOCAL)
        .flag(ONCE)
        .variable("TOPOLOGY_NAME", "{{topology}}")
        .variable("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092")
        .variable("KAFKA_TOPIC", "{{topic}}")
        .variable("KAFKA_GROUP", "{{group}}")
        .variable("DEAD_LETTER_TOPIC", "")
        .variable("MYSQL_URL", "")
        .variable("MYSQL_HOST", "127.0.0.1")
        .variable("MYSQL_PORT", "3306")
        .variable("MYSQL_DATABASE", "{{database}}")
        .variable("MYSQL_USER", "root")
        .variable(PASSWORD_FILE, "");

    public static Options parseOrExit(String[] args) {
        return Settings.orExit(() -> parse(args, System.getenv()));
    }

    /** Throws IllegalArgumentException with a message for the user. */
    public static Options parse(String[] args, Map<String, String> environment) {
        Settings settings = DECLARATION.parse(args, environment);
        if (!settings.has(LOCAL) && environment.containsKey(PASSWORD) && settings.text(PASSWORD_FILE).isEmpty()) {
            throw new IllegalArgumentException(PASSWORD + " does not reach the workers, and would be readable in the topology."
                + " Put the password into a file of mode 0600 and name it with " + PASSWORD_FILE + ".");
        }
        String topic = settings.text("KAFKA_TOPIC");
        return new Options(
            settings.has(LOCAL),
            settings.has(ONCE),
            settings.text("TOPOLOGY_NAME"),
            settings.text("KAFKA_BOOTSTRAP_SERVERS"),
            topic,
            settings.text("KAFKA_GROUP"),
            settings.textOr("DEAD_LETTER_TOPIC", topic + "-dead-letter"),
            new MysqlSettings(url(settings), settings.text("MYSQL_USER"), passwordFile(settings)));
    }

    private static String url(Settings settings) {
        String url = settings.text("MYSQL_URL");
        if (url.isEmpty()) {
            return "jdbc:mysql://" + settings.text("MYSQL_HOST") + ":" + settings.text("MYSQL_PORT")
                + "/" + settings.text("MYSQL_DATABASE");
        }
        if (PASSWORD_IN_URL.matcher(url).find()) {
            throw new IllegalArgumentException(
                "MYSQL_URL must not contain credentials: use MYSQL_USER and " + PASSWORD_FILE + ".");
        }
        return url;
    }

    private static String passwordFile(Settings settings) {
        String file = settings.text(PASSWORD_FILE);
        return file.isEmpty() ? null : Path.of(file).toAbsolutePath().toString();
    }
}
