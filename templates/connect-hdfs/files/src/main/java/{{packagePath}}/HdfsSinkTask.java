package {{package}};

import java.util.Map;

/** Writes the partitions that Connect assigns to it as files in HDFS. */
public final class HdfsSinkTask extends FileSinkTask {
    @Override
    public String version() {
        return CheckedSinkConnector.implementationVersion();
    }

    @Override
    public void start(Map<String, String> properties) {
        HdfsSinkConfig config = new HdfsSinkConfig(properties);
        start(config, new HdfsStore(config));
    }
}
