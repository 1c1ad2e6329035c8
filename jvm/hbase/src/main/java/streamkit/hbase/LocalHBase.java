package streamkit.hbase;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.LocalHBaseCluster;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.master.HMaster;
import org.apache.hadoop.hbase.regionserver.HRegionServer;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * HBase in one JVM: its ZooKeeper, master, region server and REST API. The ZooKeeper is its own, because what HBase stores
 * there belongs to its data and must be deleted with it. Arguments: site files.
 */
public final class LocalHBase {
    private static final int TICK_MS = 2000;
    private static final int POLL_MS = 50;

    private LocalHBase() {
    }

    public static void main(String[] siteFiles) throws Exception {
        Configuration config = HBaseConfiguration.create();
        for (String siteFile : siteFiles) {
            config.addResource(Path.of(siteFile).toUri().toURL());
        }
        DefaultMetricsSystem.setMiniClusterMode(true);
        ServerCnxnFactory zooKeeper = startZooKeeper(config);
        LocalHBaseCluster cluster = new LocalHBaseCluster(config, 1, 1, HMaster.class, HRegionServer.class);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cluster.shutdown();
            cluster.join();
            zooKeeper.shutdown();
        }));
        cluster.startup();
        HMaster master = cluster.getMaster(0);
        while (!master.isInitialized()) {
            Thread.sleep(POLL_MS);
        }
        RestServer.start(ConnectionFactory.createConnection(config),
            new InetSocketAddress("127.0.0.1", config.getInt("streamkit.rest.port", 0)));
        cluster.join();
    }

    private static ServerCnxnFactory startZooKeeper(Configuration config) throws IOException, InterruptedException {
        File data = new File(config.get("streamkit.zookeeper.data"));
        ZooKeeperServer server = new ZooKeeperServer(data, data, TICK_MS);
        ServerCnxnFactory connections = new NIOServerCnxnFactory();
        int port = config.getInt("hbase.zookeeper.property.clientPort", 0);
        connections.configure(new InetSocketAddress("127.0.0.1", port), 100);
        connections.startup(server);
        return connections;
    }
}
