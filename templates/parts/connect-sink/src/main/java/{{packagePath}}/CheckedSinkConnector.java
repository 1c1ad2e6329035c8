package {{package}};

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/** A sink connector that also checks where it writes when its configuration is validated. All its tasks are alike. */
abstract class CheckedSinkConnector extends SinkConnector {
    /** The setting that the errors of `check` belong to. */
    private final String address;
    private Map<String, String> properties;

    CheckedSinkConnector(String address) {
        this.address = address;
    }

    /** @throws ConnectException or ConfigException with the reason, if nothing can be written with these settings */
    abstract void check(Map<String, String> properties);

    static String implementationVersion() {
        String version = CheckedSinkConnector.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String version() {
        return implementationVersion();
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Config result = super.validate(properties);
        boolean valid = result.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
        if (valid) {
            try {
                check(properties);
            } catch (ConfigException | ConnectException e) {
                result.configValues().stream()
                    .filter(value -> value.name().equals(address))
                    .forEach(value -> value.addErrorMessage(e.getMessage()));
            }
        }
        return result;
    }

    @Override
    public void start(Map<String, String> properties) {
        this.properties = properties;
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
