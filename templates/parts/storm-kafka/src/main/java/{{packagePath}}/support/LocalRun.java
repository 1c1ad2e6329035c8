package {{package}}.support;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.storm.generated.StormTopology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a topology in this process, until Ctrl-C. */
public final class LocalRun {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

    private LocalRun() {
    }

    public static void untilInterrupted(String name, Map<String, Object> config, StormTopology topology) throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        Thread runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndJoin(stop, runner)));
        try (LoopbackZooKeeper zooKeeper = new LoopbackZooKeeper();
            LoopbackCluster cluster = new LoopbackCluster(zooKeeper)) {
            cluster.submit(name, config, topology);
            LOG.info("Topology {} runs; Ctrl-C ends it", name);
            stop.await();
        }
    }

    /** The JVM ends when its hooks have returned: so this one waits until the cluster is closed. */
    private static void stopAndJoin(CountDownLatch stop, Thread runner) {
        stop.countDown();
        try {
            runner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
