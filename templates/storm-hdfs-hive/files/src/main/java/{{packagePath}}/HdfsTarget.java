package {{package}};

import java.io.Serializable;
import org.apache.storm.hdfs.bolt.HdfsBolt;
import org.apache.storm.hdfs.bolt.format.DefaultFileNameFormat;
import org.apache.storm.hdfs.bolt.rotation.FileSizeRotationPolicy;
import org.apache.storm.hdfs.bolt.rotation.FileSizeRotationPolicy.Units;
import org.apache.storm.hdfs.bolt.sync.CountSyncPolicy;

/** Where rows go, how many are synced at once, and at which size the next file begins. */
record HdfsTarget(String url, String path, int syncCount, float rotationMb) implements Serializable {
    /** The key of the Hadoop client's settings in the topology's configuration. */
    static final String HADOOP_CONFIG = "hdfs.config";

    HdfsBolt newBolt(String fileNamePrefix) {
        return new HdfsBolt()
            .withFsUrl(url)
            .withConfigKey(HADOOP_CONFIG)
            .withFileNameFormat(new DefaultFileNameFormat().withPath(path).withPrefix(fileNamePrefix))
            .withRecordFormat(new CustomerFormat())
            .withRotationPolicy(new FileSizeRotationPolicy(rotationMb, Units.MB))
            .withSyncPolicy(new CountSyncPolicy(syncCount))
            // A stream that failed to sync once fails ever after.
            .withRetryCount(1);
    }
}
