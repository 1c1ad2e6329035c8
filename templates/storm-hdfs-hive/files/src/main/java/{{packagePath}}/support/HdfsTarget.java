package {{package}}.support;

import java.io.Serializable;
import java.util.Map;

/** Where rows go, how their files are named, how many rows are synced at most together, and when the next file begins. */
public record HdfsTarget(String url, String path, String prefix, int syncCount, float rotationMb) implements Serializable {
    /** The key of the Hadoop client's settings in the topology's configuration. */
    public static final String HADOOP_CONFIG = "hdfs.config";

    /** One copy of each block, since there may be one DataNode only; and failures are reported within seconds, not minutes. */
    public static Map<String, Object> hadoopConfig() {
        return Map.of(
            "dfs.replication", 1,
            "dfs.client.socket-timeout", 20_000,
            "dfs.client.retry.window.base", 100,
            "ipc.client.rpc-timeout.ms", 20_000,
            "ipc.client.connect.timeout", 5_000,
            "ipc.client.connect.max.retries", 1,
            "ipc.client.connect.max.retries.on.timeouts", 1);
    }
}
