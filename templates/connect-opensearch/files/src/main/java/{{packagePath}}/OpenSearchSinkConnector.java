package {{package}};

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/** Indexes the records of topics as documents. */
public final class OpenSearchSinkConnector extends SinkConnector {
    private Map<String, String> properties;

    static String implementationVersion() {
        String version = OpenSearchSinkConnector.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String version() {
        return implementationVersion();
    }

    @Override
    public ConfigDef config() {
        return OpenSearchSinkConfig.DEFINITION;
    }

    /** Also checks that the server is reachable and accepts the credentials. */
    @Override
    public Config validate(Map<String, String> properties) {
        Config result = super.validate(properties);
        boolean valid = result.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
        if (valid) {
            try (OpenSearchServer server = new OpenSearchServer(new OpenSearchSinkConfig(properties))) {
                server.check();
            } catch (ConnectException e) {
                valueOf(result, OpenSearchSinkConfig.URL).addErrorMessage(e.getMessage());
            }
        }
        return result;
    }

    private static ConfigValue valueOf(Config result, String name) {
        return result.configValues().stream().filter(value -> value.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void start(Map<String, String> properties) {
        this.properties = properties;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OpenSearchSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public void stop() {
        // Tasks hold all resources.
    }
}
