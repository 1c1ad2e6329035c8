package {{package}};

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** Checks the settings and distributes the work over tasks; a task reads. One file is work for one task. */
public final class CsvSourceConnector extends SourceConnector {
    static final String VERSION = "0.1.0";

    private Map<String, String> properties;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public ConfigDef config() {
        return CsvSourceConfig.DEFINITION;
    }

    /** Called before a connector is created or changed. An error belongs to the setting that causes it. */
    @Override
    public Config validate(Map<String, String> properties) {
        Config result = super.validate(properties);
        boolean valid = result.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
        if (valid && !Files.isReadable(new CsvSourceConfig(properties).file())) {
            valueOf(result, CsvSourceConfig.FILE).addErrorMessage("The file does not exist or cannot be read.");
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
        return CsvSourceTask.class;
    }

    /** A source with several parts, such as tables or partitions, would divide them over up to maxTasks tasks. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    /** Each record has the position after its row as its offset, so no row is read twice. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void stop() {
        // The connector itself has no threads and no connections to close.
    }
}
