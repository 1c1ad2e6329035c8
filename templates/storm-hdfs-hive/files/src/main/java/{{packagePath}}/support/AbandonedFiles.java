package {{package}}.support;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that failed or killed predecessors may have left open. HDFS would keep such a file open for 20 minutes, and
 * a restart of HDFS meanwhile makes it unreadable; and it may end in an incomplete line, which Hive would read as a row.
 * No acked row is in an incomplete line: it is truncated, and its record replayed.
 */
final class AbandonedFiles {
    /** A predecessor leaves one; there are more when some were killed before they could repair. */
    static final int MAX_FILES = 20;
    private static final int BLOCK_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedFiles.class);

    private final FileSystem fs;
    private final List<Path> files;

    private AbandonedFiles(FileSystem fs, List<Path> files) {
        this.fs = fs;
        this.files = new ArrayList<>(files);
    }

    static AbandonedFiles find(HdfsTarget target, Map<String, Object> config, String prefix) throws IOException {
        FileSystem fs = FileSystem.get(URI.create(target.url()), hadoopConfig(config));
        return new AbandonedFiles(fs, newest(fs, new Path(target.url() + target.path()), prefix));
    }

    private static Configuration hadoopConfig(Map<String, Object> config) {
        Configuration hadoop = new Configuration();
        if (config.get(HdfsTarget.HADOOP_CONFIG) instanceof Map<?, ?> settings) {
            settings.forEach((name, value) -> hadoop.set(name.toString(), value.toString()));
        }
        return hadoop;
    }

    private static List<Path> newest(FileSystem fs, Path directory, String prefix) throws IOException {
        FileStatus[] found;
        try {
            found = fs.listStatus(directory, path -> path.getName().startsWith(prefix));
        } catch (FileNotFoundException e) {
            // HdfsBolt creates the directory with its first file.
            return List.of();
        }
        return Arrays.stream(found)
            .sorted(Comparator.comparing(FileStatus::getModificationTime).reversed())
            .limit(MAX_FILES)
            .map(FileStatus::getPath)
            .toList();
    }

    /** HDFS needs a few seconds to close a file: one that is not closed yet is left to the next call. */
    void repair() throws IOException {
        List<Path> done = new ArrayList<>();
        for (Path file : files) {
            if (isClosed(file) && isRepaired(file)) {
                done.add(file);
            }
        }
        files.removeAll(done);
    }

    private boolean isClosed(Path file) throws IOException {
        return !(fs instanceof LeaseRecoverable leases) || leases.recoverLease(file);
    }

    /** One file that cannot be read must not keep others from being written. */
    private boolean isRepaired(Path file) {
        try {
            return endsInWholeLine(file);
        } catch (IOException e) {
            LOG.error("Cannot read whether {} ends in an incomplete row", file, e);
            return true;
        }
    }

    private boolean endsInWholeLine(Path file) throws IOException {
        long length = fs.getFileStatus(file).getLen();
        long wholeLines = lengthOfWholeLines(file, length);
        if (wholeLines == 0) {
            LOG.info("Deleting {}, which has no complete row", file);
            return fs.delete(file, false);
        }
        if (wholeLines == length) {
            return true;
        }
        LOG.warn("Truncating {} bytes of an incomplete row from {}", length - wholeLines, file);
        return fs.truncate(file, wholeLines);
    }

    private long lengthOfWholeLines(Path file, long length) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (FSDataInputStream in = fs.open(file)) {
            for (long end = length; end > 0; end -= BLOCK_BYTES) {
                long start = Math.max(0, end - BLOCK_BYTES);
                int size = (int) (end - start);
                in.readFully(start, block, 0, size);
                int newline = lastNewline(block, size);
                if (newline >= 0) {
                    return start + newline + 1;
                }
            }
        }
        return 0;
    }

    private static int lastNewline(byte[] block, int size) {
        int i = size - 1;
        while (i >= 0 && block[i] != '\n') {
            i--;
        }
        return i;
    }
}
