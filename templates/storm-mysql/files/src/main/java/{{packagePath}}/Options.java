package {{package}};

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the command line and the environment ask for; an option wins over its variable. */
record Options(
    boolean local,
    boolean once,
    String topology,
    String bootstrapServers,
    String topic,
    String group,
    String deadLetterTopic,
    MysqlConnection.Settings mysql) {

    /** The variables, their defaults, and by {@link #option} the options of the same meaning. */
    private enum Setting {
        TOPOLOGY_NAME("{{topology}}"),
        KAFKA_BOOTSTRAP_SERVERS("127.0.0.1:9092"),
        KAFKA_TOPIC("{{topic}}"),
        KAFKA_GROUP("{{group}}"),
        DEAD_LETTER_TOPIC(""),
        MYSQL_URL(""),
        MYSQL_HOST("127.0.0.1"),
        MYSQL_PORT("3306"),
        MYSQL_DATABASE("{{database}}"),
        MYSQL_USER("root"),
        MYSQL_PASSWORD_FILE("");

        final String ifUnset;

        Setting(String ifUnset) {
            this.ifUnset = ifUnset;
        }

        String option() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Setting ofOption(String argument) {
            for (Setting setting : values()) {
                if (setting.option().equals(argument)) {
                    return setting;
                }
            }
            throw new IllegalArgumentException("Unknown option " + argument + ". " + usage());
        }
    }

    private static final String PASSWORD = "MYSQL_PASSWORD";
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("password\\d*=|//[^/]*@|\\(", Pattern.CASE_INSENSITIVE);

    /** Throws IllegalArgumentException with a message for the user. */
    static Options parse(String[] args, Map<String, String> environment) {
        boolean local = false;
        boolean once = false;
        Map<Setting, String> settings = fromEnvironment(environment);
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--local" -> local = true;
                case "--once" -> once = true;
                default -> {
                    Setting setting = Setting.ofOption(args[i]);
                    settings.put(setting, valueAfter(args, i++));
                }
            }
        }
        if (!local && environment.containsKey(PASSWORD) && settings.get(Setting.MYSQL_PASSWORD_FILE).isEmpty()) {
            throw new IllegalArgumentException(PASSWORD + " does not reach the workers, and would be readable in the topology."
                + " Put the password into a file of mode 0600 and name it with " + Setting.MYSQL_PASSWORD_FILE + ".");
        }
        return from(settings, local, once);
    }

    private static Map<Setting, String> fromEnvironment(Map<String, String> environment) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            settings.put(setting, environment.getOrDefault(setting.name(), setting.ifUnset));
        }
        return settings;
    }

    private static String valueAfter(String[] args, int index) {
        if (index + 1 == args.length) {
            throw new IllegalArgumentException("Option " + args[index] + " needs a value. " + usage());
        }
        return args[index + 1];
    }

    private static Options from(Map<Setting, String> settings, boolean local, boolean once) {
        String topic = settings.get(Setting.KAFKA_TOPIC);
        String deadLetterTopic = settings.get(Setting.DEAD_LETTER_TOPIC);
        return new Options(
            local,
            once,
            settings.get(Setting.TOPOLOGY_NAME),
            settings.get(Setting.KAFKA_BOOTSTRAP_SERVERS),
            topic,
            settings.get(Setting.KAFKA_GROUP),
            deadLetterTopic.isEmpty() ? topic + "-dead-letter" : deadLetterTopic,
            new MysqlConnection.Settings(url(settings), settings.get(Setting.MYSQL_USER), passwordFile(settings)));
    }

    private static String url(Map<Setting, String> settings) {
        String url = settings.get(Setting.MYSQL_URL);
        if (url.isEmpty()) {
            return "jdbc:mysql://" + settings.get(Setting.MYSQL_HOST) + ":" + settings.get(Setting.MYSQL_PORT)
                + "/" + settings.get(Setting.MYSQL_DATABASE);
        }
        if (PASSWORD_IN_URL.matcher(url).find()) {
            throw new IllegalArgumentException(Setting.MYSQL_URL + " must hold no credentials: use "
                + Setting.MYSQL_USER + " and " + Setting.MYSQL_PASSWORD_FILE + ".");
        }
        return url;
    }

    private static String passwordFile(Map<Setting, String> settings) {
        String file = settings.get(Setting.MYSQL_PASSWORD_FILE);
        return file.isEmpty() ? null : Path.of(file).toAbsolutePath().toString();
    }

    private static String usage() {
        StringBuilder usage = new StringBuilder("Options: --local, --once");
        for (Setting setting : Setting.values()) {
            usage.append(", ").append(setting.option()).append(" X");
        }
        return usage.toString();
    }
}
