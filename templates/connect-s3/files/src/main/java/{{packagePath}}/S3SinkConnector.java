package {{package}};

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/** Writes the records of topics to objects in an S3 bucket. */
public final class S3SinkConnector extends CheckedSinkConnector {
    public S3SinkConnector() {
        super(S3SinkConfig.BUCKET);
    }

    @Override
    public ConfigDef config() {
        return S3SinkConfig.DEFINITION;
    }

    /** The bucket exists, and the credentials open it. */
    @Override
    void check(Map<String, String> properties) {
        try (S3Bucket bucket = new S3Bucket(new S3SinkConfig(properties))) {
            bucket.check();
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return S3SinkTask.class;
    }
}
