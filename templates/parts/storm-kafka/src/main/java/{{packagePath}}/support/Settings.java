package {{package}}.support;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Settings from the environment and the command line. Each variable is an option as well, which wins: KAFKA_TOPIC is
 * {@code --kafka-topic}. All errors are IllegalArgumentExceptions with a message for the user.
 */
final class Settings {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> flags = new HashSet<>();

    /** Declares which settings there are. */
    static final class Declaration {
        private final Map<String, String> defaults = new LinkedHashMap<>();
        private final Set<String> flags = new HashSet<>();

        Declaration variable(String name, String ifUnset) {
            defaults.put(name, ifUnset);
            return this;
        }

        Declaration flag(String name) {
            flags.add(name);
            return this;
        }

        Settings parse(String[] args, Map<String, String> environment) {
            Settings settings = new Settings();
            defaults.forEach((name, ifUnset) -> settings.values.put(name, environment.getOrDefault(name, ifUnset)));
            for (int i = 0; i < args.length; i++) {
                if (flags.contains(args[i])) {
                    settings.flags.add(args[i]);
                } else {
                    settings.values.put(variableOf(args[i]), valueAfter(args, i++));
                }
            }
            return settings;
        }

        private String variableOf(String option) {
            return defaults.keySet().stream()
                .filter(name -> optionOf(name).equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown option " + option + ". " + usage()));
        }

        private String valueAfter(String[] args, int index) {
            if (index + 1 == args.length) {
                throw new IllegalArgumentException("Option " + args[index] + " needs a value. " + usage());
            }
            return args[index + 1];
        }

        private String usage() {
            StringBuilder usage = new StringBuilder("Options: ").append(String.join(", ", flags.stream().sorted().toList()));
            defaults.keySet().forEach(name -> usage.append(", ").append(optionOf(name)).append(" X"));
            return usage.toString();
        }
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    String text(String name) {
        return values.get(name);
    }

    /** The value, or another one when it is empty. */
    String textOr(String name, String ifEmpty) {
        String value = text(name);
        return value.isEmpty() ? ifEmpty : value;
    }

    <N extends Number> N positive(String name, Function<String, N> parse) {
        String refusal = name + " must be a number above 0, but is " + text(name) + ".";
        try {
            N number = parse.apply(text(name));
            if (number.doubleValue() > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal, e);
        }
        throw new IllegalArgumentException(refusal);
    }

    /** Prints the error of a command line that is not valid, and ends the program. */
    static <O> O orExit(Supplier<O> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    private static String optionOf(String variable) {
        return "--" + variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
