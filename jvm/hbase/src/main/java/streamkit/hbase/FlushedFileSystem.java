package streamkit.hbase;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;

/**
 * Files of this machine without Hadoop's checksum files, whose streams keep what is written in memory: with it the log of
 * HBase loses acknowledged writes when the process is killed. HBase has checksums of its own.
 */
public final class FlushedFileSystem extends LocalFileSystem {
    @Override
    public void initialize(URI name, Configuration config) throws IOException {
        super.initialize(name, config);
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }
}
