package {{package}};

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.ErrorInfo;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.metricstore.NoOpMetricStore;
import org.apache.storm.shade.org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.storm.shade.org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.storm.testing.TmpPath;

/** A LocalCluster with a ZooKeeper on the loopback address; the one that LocalCluster starts listens on every address. */
final class LoopbackCluster implements AutoCloseable {
    private static final int TICK_MS = 2_000;
    private static final int MAX_CLIENTS = 60;

    private final TmpPath zooKeeperData = new TmpPath();
    private final NIOServerCnxnFactory zooKeeper = new NIOServerCnxnFactory();
    private final LocalCluster storm;

    LoopbackCluster() throws Exception {
        File data = zooKeeperData.getFile();
        zooKeeper.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MAX_CLIENTS);
        zooKeeper.startup(new ZooKeeperServer(data, data, TICK_MS));
        storm = new LocalCluster.Builder()
            .withDaemonConf(Config.STORM_ZOOKEEPER_SERVERS, List.of(zooKeeper.getLocalAddress().getHostString()))
            .withDaemonConf(Config.STORM_ZOOKEEPER_PORT, zooKeeper.getLocalPort())
            .withDaemonConf(DaemonConfig.STORM_METRIC_STORE_CLASS, NoOpMetricStore.class.getName())
            .withDaemonConf(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true)
            .build();
    }

    int zooKeeperPort() {
        return zooKeeper.getLocalPort();
    }

    void submit(String name, Map<String, Object> config, StormTopology topology) throws Exception {
        storm.submitTopology(name, config, topology);
    }

    /** The errors that a component reported, as {@code topology status} shows them. */
    List<String> errors(String topology, String component) throws Exception {
        return storm.getTopologyInfoByName(topology).get_errors().getOrDefault(component, List.of()).stream()
            .map(ErrorInfo::get_error)
            .toList();
    }

    @Override
    public void close() throws Exception {
        storm.close();
        zooKeeper.shutdown();
        zooKeeperData.close();
    }
}
