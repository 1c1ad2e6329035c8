package streamkit;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.FSNamesystem;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/** A NameNode and a DataNode in one JVM, which halves their memory. Arguments: Hadoop site files. */
public final class LocalHdfs {
    private LocalHdfs() {
    }

    public static void main(String[] siteFiles) throws Exception {
        HdfsConfiguration config = new HdfsConfiguration();
        for (String siteFile : siteFiles) {
            config.addResource(Path.of(siteFile).toUri().toURL());
        }
        // Otherwise the second of the two finds the first one's metrics in its way.
        DefaultMetricsSystem.setMiniClusterMode(true);
        if (isNew(config)) {
            NameNode.format(config);
        }
        NameNode nameNode = NameNode.createNameNode(new String[0], config);
        DataNode.createDataNode(new String[0], config);
        nameNode.join();
    }

    private static boolean isNew(HdfsConfiguration config) {
        for (URI directory : FSNamesystem.getNamespaceDirs(config)) {
            if (new File(directory.getPath(), "current/VERSION").exists()) {
                return false;
            }
        }
        return true;
    }
}
