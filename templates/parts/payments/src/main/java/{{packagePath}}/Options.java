package {{package}};

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the command line and the environment ask for: {@code --input-topic X} wins over {@code INPUT_TOPIC}. */
final class Options implements Serializable {
    private static final long serialVersionUID = 1;

    private final TreeMap<String, String> values;

    private Options(TreeMap<String, String> values) {
        this.values = values;
    }

    /** Throws IllegalArgumentException with a message for the user. */
    static Options parse(String[] args, Map<String, String> environment, Map<String, String> defaults) {
        TreeMap<String, String> values = new TreeMap<>();
        defaults.forEach((name, ifUnset) -> values.put(name, environment.getOrDefault(variable(name), ifUnset)));
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!defaults.containsKey(name)) {
                throw new IllegalArgumentException("Unknown option " + args[i] + ". Options: --" + String.join(", --", values.keySet()));
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("Option " + args[i] + " needs a value.");
            }
            values.put(name, args[i + 1]);
        }
        return new Options(values);
    }

    private static String variable(String option) {
        return option.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    String text(String name) {
        return values.get(name);
    }

    long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--" + name + " " + text(name) + " is not a number.", notANumber);
        }
    }

    String bootstrapServers() {
        return text("kafka-bootstrap-servers");
    }

    String input() {
        return text("input-topic");
    }

    String output() {
        return text("output-topic");
    }

    String deadLetters() {
        String name = text("dead-letter-topic");
        return name.isEmpty() ? input() + "-dead-letter" : name;
    }

    String group() {
        return text("group");
    }

    int parallelism() {
        return (int) number("parallelism");
    }

    boolean exactlyOnce() {
        return switch (text("guarantee")) {
            case "exactly-once" -> true;
            case "at-least-once" -> false;
            default -> throw new IllegalArgumentException("--guarantee is exactly-once or at-least-once.");
        };
    }
}
