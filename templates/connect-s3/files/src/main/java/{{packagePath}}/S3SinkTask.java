package {{package}};

import java.util.Map;

/** Writes the partitions that Connect assigns to it as objects in the bucket. */
public final class S3SinkTask extends FileSinkTask {
    @Override
    public String version() {
        return CheckedSinkConnector.implementationVersion();
    }

    @Override
    public void start(Map<String, String> properties) {
        S3SinkConfig config = new S3SinkConfig(properties);
        S3Bucket bucket = new S3Bucket(config);
        start(config, bucket);
        bucket.create();
    }
}
