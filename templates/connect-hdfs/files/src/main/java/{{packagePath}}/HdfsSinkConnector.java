package {{package}};

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/** Writes the records of topics to files in HDFS. */
public final class HdfsSinkConnector extends CheckedSinkConnector {
    public HdfsSinkConnector() {
        super(HdfsSinkConfig.STORE_URL);
    }

    @Override
    public ConfigDef config() {
        return HdfsSinkConfig.DEFINITION;
    }

    /** The file system can be reached. */
    @Override
    void check(Map<String, String> properties) {
        try (HdfsStore store = new HdfsStore(new HdfsSinkConfig(properties))) {
            store.check();
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return HdfsSinkTask.class;
    }
}
