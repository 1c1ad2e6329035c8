package {{package}}.support;

import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.ErrorInfo;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.metricstore.NoOpMetricStore;

/** A LocalCluster on the loopback address; the ZooKeeper that it would start of its own listens on every address. */
public final class LoopbackCluster implements AutoCloseable {
    private final LocalCluster storm;

    public LoopbackCluster(LoopbackZooKeeper zooKeeper) throws Exception {
        storm = new LocalCluster.Builder()
            .withDaemonConf(Config.STORM_ZOOKEEPER_SERVERS, List.of(zooKeeper.host()))
            .withDaemonConf(Config.STORM_ZOOKEEPER_PORT, zooKeeper.port())
            .withDaemonConf(DaemonConfig.STORM_METRIC_STORE_CLASS, NoOpMetricStore.class.getName())
            .withDaemonConf(Config.SUPERVISOR_WORKER_SHUTDOWN_SLEEP_SECS, 0)
            .withDaemonConf(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true)
            .build();
    }

    public void submit(String name, Map<String, Object> config, StormTopology topology) throws Exception {
        storm.submitTopology(name, config, topology);
    }

    /** The errors that a component reported, as {@code topology status} shows them. */
    public List<String> errors(String topology, String component) throws Exception {
        return storm.getTopologyInfoByName(topology).get_errors().getOrDefault(component, List.of()).stream()
            .map(ErrorInfo::get_error)
            .toList();
    }

    @Override
    public void close() throws Exception {
        storm.close();
    }
}
