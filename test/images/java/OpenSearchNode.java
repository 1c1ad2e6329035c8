import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** OpenSearch without its launcher, which needs the whole distribution. Argument: the folder with `config` and `data`. */
public class OpenSearchNode extends Node {
  private OpenSearchNode(Settings settings, Path config) {
    super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "node"), List.of(Netty4Plugin.class), true);
  }

  public static void main(String[] home) throws Exception {
    Path config = Path.of(home[0], "config");
    Settings settings = Settings.builder().put("path.home", home[0]).put("http.type", "netty4").put("transport.type", "netty4")
        .put("node.processors", 2).loadFromPath(config.resolve("opensearch.yml")).build();
    OpenSearchNode node = new OpenSearchNode(settings, config);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, stopped)));
    node.start();
    // All threads of a node are daemons.
    stopped.await();
  }

  private static void close(Node node, CountDownLatch stopped) {
    try {
      node.close();
      node.awaitClose(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      stopped.countDown();
    }
  }
}
