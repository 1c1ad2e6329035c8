package {{package}};

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/** Indexes the records of topics as documents. */
public final class OpenSearchSinkConnector extends CheckedSinkConnector {
    public OpenSearchSinkConnector() {
        super(OpenSearchSinkConfig.URL);
    }

    @Override
    public ConfigDef config() {
        return OpenSearchSinkConfig.DEFINITION;
    }

    /** The server can be reached, and accepts the credentials. */
    @Override
    void check(Map<String, String> properties) {
        try (OpenSearchServer server = new OpenSearchServer(new OpenSearchSinkConfig(properties))) {
            server.check();
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OpenSearchSinkTask.class;
    }
}
