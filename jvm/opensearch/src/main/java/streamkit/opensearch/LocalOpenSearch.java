package streamkit.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * A node without OpenSearch's own launcher, which needs the folders of its distribution and refuses to run as root.
 * Argument: the folder with opensearch.yml.
 */
public final class LocalOpenSearch extends Node {
    private LocalOpenSearch(Path folder) throws IOException {
        super(InternalSettingsPreparer.prepareEnvironment(settings(folder), Map.of(), folder, () -> "streamkit"),
            List.of(Netty4Plugin.class, LocalRequestsPlugin.class), true);
    }

    public static void main(String[] folder) throws Exception {
        LocalOpenSearch node = new LocalOpenSearch(Path.of(folder[0]));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, stopped)));
        node.start();
        // All threads of a node are daemons.
        stopped.await();
    }

    /** It reads the file itself, but only after it knows path.home, which is in there. */
    private static Settings settings(Path folder) throws IOException {
        return Settings.builder().loadFromPath(folder.resolve("opensearch.yml")).build();
    }

    private static void stop(Node node, CountDownLatch stopped) {
        try {
            node.close();
            node.awaitClose(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            e.printStackTrace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }
}
