package streamkit.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stack of streamkit that runs. It calls {@code streamkit}, or the program that {@code -Dstreamkit.command} names. */
@SuppressWarnings("deprecation") // Before JUnit 5.13, stores close CloseableResource only.
public final class Stack implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final String name;
    private final boolean shared;
    private final Path folder;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Map<String, String> variables = Map.of();

    private Stack(String name, boolean shared, Path folder) {
        this.name = name;
        this.shared = shared;
        this.folder = folder;
    }

    static Stack start(Streamkit options) {
        boolean hasProject = !options.project().isEmpty();
        // Without a project, no streamkit.yml of the folder that the tests run in.
        Path folder = Path.of(hasProject ? options.project() : System.getProperty("java.io.tmpdir")).toAbsolutePath();
        boolean shared = !options.share().isEmpty();
        String name = shared ? options.share() : "test-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> services = Arrays.asList(options.services());
        if (services.isEmpty() && !hasProject) {
            services = List.of("kafka");
        }
        Stack stack = new Stack(name, shared, folder);
        // Ctrl-C ends the JVM without closing JUnit's stores.
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        try {
            List<String> up = new ArrayList<>(List.of("up", "--ports", "auto"));
            if (!options.kafkaMode().isEmpty()) {
                up.addAll(List.of("--kafka-mode", options.kafkaMode()));
            }
            up.addAll(services);
            stack.run(up.toArray(String[]::new));
            if (hasProject && !services.isEmpty()) {
                stack.apply(folder);
            }
            stack.variables = parse(stack.run("env", "--format", "dotenv", "--secrets"));
            return stack;
        } catch (RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    public String name() {
        return name;
    }

    /** {@code 127.0.0.1:PORT}. */
    public String bootstrapServers() {
        return variable("KAFKA_BOOTSTRAP_SERVERS");
    }

    public String schemaRegistryUrl() {
        return variable("SCHEMA_REGISTRY_URL");
    }

    public String connectUrl() {
        return variable("CONNECT_URL");
    }

    /** The value of a variable that {@code streamkit env} prints, passwords included. */
    public String variable(String variable) {
        String value = variables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException(
                variable + " is not a variable of the stack; it has " + variables.keySet() + ". Start the service it belongs to.");
        }
        return value;
    }

    /** Applies the streamkit.yml of a folder; the services that it describes must run. */
    public void apply(Path project) {
        runIn(project, "apply");
    }

    /** Runs any command of streamkit on this stack, such as {@code run("kill", "kafka")}. Returns what it wrote to stdout. */
    public String run(String... arguments) {
        return runIn(folder, arguments);
    }

    /** Deletes the stack; a shared one keeps running. */
    @Override
    public void close() {
        if (!shared && closed.compareAndSet(false, true)) {
            run("down", "--data", "--yes");
        }
    }

    private String runIn(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("streamkit.command", "streamkit")));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--stack", name));
        try {
            Path errors = Files.createTempFile("streamkit", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
                builder.environment().put("NO_COLOR", "1");
                Process process = builder.start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes());
                int exitCode = process.waitFor();
                if (exitCode != 0) {
                    throw new IllegalStateException(
                        String.join(" ", command) + " failed with exit code " + exitCode + ":\n" + output + Files.readString(errors));
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + String.join(" ", command), e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                command.get(0) + " cannot be run. Install it with npm install --global streamkit, or set -Dstreamkit.command.", e);
        }
    }

    /** NAME=value, 'value' or "value" with escapes, one per line. */
    private static Map<String, String> parse(String dotenv) {
        Map<String, String> variables = new TreeMap<>();
        for (String line : dotenv.split("\n")) {
            int at = line.indexOf('=');
            if (at > 0) {
                variables.put(line.substring(0, at), unquoted(line.substring(at + 1)));
            }
        }
        return variables;
    }

    private static String unquoted(String value) {
        if (value.startsWith("'")) {
            return value.substring(1, value.length() - 1);
        }
        return value.startsWith("\"") ? value.substring(1, value.length() - 1).translateEscapes() : value;
    }
}
