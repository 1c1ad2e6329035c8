package {{package}};

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/** Writes the records of topics to files in HDFS. */
public final class HdfsSinkConnector extends SinkConnector {
    private Map<String, String> properties;

    static String implementationVersion() {
        String version = HdfsSinkConnector.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String version() {
        return implementationVersion();
    }

    @Override
    public ConfigDef config() {
        return HdfsSinkConfig.DEFINITION;
    }

    /** Also checks that the file system can be reached. */
    @Override
    public Config validate(Map<String, String> properties) {
        Config result = super.validate(properties);
        boolean valid = result.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
        if (valid) {
            try (HdfsStore store = new HdfsStore(new HdfsSinkConfig(properties))) {
                store.check();
            } catch (ConfigException | ConnectException e) {
                valueOf(result, HdfsSinkConfig.STORE_URL).addErrorMessage(e.getMessage());
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
        return HdfsSinkTask.class;
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
