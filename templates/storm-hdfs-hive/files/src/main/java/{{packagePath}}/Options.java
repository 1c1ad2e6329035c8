package {{package}};

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the command line and the environment ask for; an option wins over its variable. */
record Options(
    boolean local,
    String topology,
    String bootstrapServers,
    String topic,
    String group,
    String deadLetterTopic,
    String separator,
    HdfsTarget hdfs) {

    /** The variables, their defaults, and by {@link #option} the options of the same meaning. */
    private enum Setting {
        TOPOLOGY_NAME("{{topology}}"),
        KAFKA_BOOTSTRAP_SERVERS("127.0.0.1:9092"),
        KAFKA_TOPIC("{{topic}}"),
        KAFKA_GROUP("{{group}}"),
        DEAD_LETTER_TOPIC(""),
        INPUT_SEPARATOR(","),
        HDFS_URL("hdfs://127.0.0.1:8020"),
        HDFS_PATH("{{path}}"),
        HDFS_SYNC_COUNT("1000"),
        HDFS_ROTATION_MB("1");

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

    /** Throws IllegalArgumentException with a message for the user. */
    static Options parse(String[] args, Map<String, String> environment) {
        boolean local = false;
        Map<Setting, String> settings = fromEnvironment(environment);
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--local")) {
                local = true;
            } else {
                Setting setting = Setting.ofOption(args[i]);
                settings.put(setting, valueAfter(args, i++));
            }
        }
        return from(settings, local);
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

    private static Options from(Map<Setting, String> settings, boolean local) {
        String topic = settings.get(Setting.KAFKA_TOPIC);
        String deadLetterTopic = settings.get(Setting.DEAD_LETTER_TOPIC);
        return new Options(
            local,
            settings.get(Setting.TOPOLOGY_NAME),
            settings.get(Setting.KAFKA_BOOTSTRAP_SERVERS),
            topic,
            settings.get(Setting.KAFKA_GROUP),
            deadLetterTopic.isEmpty() ? topic + "-dead-letter" : deadLetterTopic,
            separator(settings),
            hdfs(settings));
    }

    private static String separator(Map<Setting, String> settings) {
        String separator = settings.get(Setting.INPUT_SEPARATOR);
        if (separator.isEmpty()) {
            throw new IllegalArgumentException(Setting.INPUT_SEPARATOR + " must not be empty.");
        }
        return separator;
    }

    private static HdfsTarget hdfs(Map<Setting, String> settings) {
        String path = settings.get(Setting.HDFS_PATH);
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(Setting.HDFS_PATH + " must begin with a slash, but is " + path + ".");
        }
        return new HdfsTarget(
            settings.get(Setting.HDFS_URL),
            path,
            positive(settings, Setting.HDFS_SYNC_COUNT, Integer::valueOf),
            positive(settings, Setting.HDFS_ROTATION_MB, Float::valueOf));
    }

    private static <N extends Number> N positive(Map<Setting, String> settings, Setting setting, Function<String, N> parse) {
        String text = settings.get(setting);
        String refusal = setting + " must be a number above 0, but is " + text + ".";
        try {
            N number = parse.apply(text);
            if (number.doubleValue() > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal, e);
        }
        throw new IllegalArgumentException(refusal);
    }

    private static String usage() {
        StringBuilder usage = new StringBuilder("Options: --local");
        for (Setting setting : Setting.values()) {
            usage.append(", ").append(setting.option()).append(" X");
        }
        return usage.toString();
    }
}
