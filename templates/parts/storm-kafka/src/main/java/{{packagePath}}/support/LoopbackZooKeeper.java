package {{package}}.support;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.storm.shade.org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.storm.shade.org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.storm.testing.TmpPath;

/** A ZooKeeper in this process, on a free port of the loopback address. */
public final class LoopbackZooKeeper implements AutoCloseable {
    private static final int TICK_MS = 2_000;
    private static final int MAX_CLIENTS = 60;

    private final TmpPath data = new TmpPath();
    private final NIOServerCnxnFactory server = new NIOServerCnxnFactory();

    public LoopbackZooKeeper() throws Exception {
        File dir = data.getFile();
        server.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MAX_CLIENTS);
        server.startup(new ZooKeeperServer(dir, dir, TICK_MS));
    }

    String host() {
        return server.getLocalAddress().getHostString();
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        server.shutdown();
        data.close();
    }
}
