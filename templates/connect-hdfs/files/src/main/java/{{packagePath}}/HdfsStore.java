package {{package}};

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Files in HDFS. They are written under another name and then renamed, so that a file is whole when it is there; the
 * offsets in the names of the files say where the next owner of a partition resumes.
 */
final class HdfsStore implements FileStore {
    private static final int BUFFER_BYTES = 1 << 16;

    private final HdfsSinkConfig config;
    private final FileSystem files;
    private final Path root;

    HdfsStore(HdfsSinkConfig config) {
        this.config = config;
        Configuration hadoop = new Configuration();
        hadoop.setClassLoader(HdfsStore.class.getClassLoader());
        // A server that is not reachable is tried again by Connect, which can stop the task in between.
        hadoop.setInt("ipc.client.connect.max.retries", 2);
        config.hadoopFiles().forEach(hadoop::addResource);
        root = new Path(config.url().replaceAll("/+$", "") + "/");
        try {
            // Of its own, because closing a shared one would close it for other tasks.
            files = FileSystem.newInstance(root.toUri(), hadoop);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConnectException("Cannot open " + config.url() + ": " + e.getMessage(), e);
        }
    }

    /** @throws ConnectException if the file system is not reachable */
    void check() {
        attempt("open", config.url(), () -> files.getFileStatus(root));
    }

    /** A file with these offsets is one that was written before an answer was lost: it stays. */
    @Override
    public void put(String name, byte[] content) {
        Path file = new Path(root, name);
        attempt("write", name, () -> {
            if (!files.exists(file)) {
                writeNew(file, content);
            }
            return file;
        });
    }

    private void writeNew(Path file, byte[] content) throws IOException {
        Path draft = new Path(drafts(file.getParent()), UUID.randomUUID() + ".tmp");
        // The server's, not the client's: a cluster of one node has one replica.
        FsServerDefaults defaults = files.getServerDefaults(file);
        FSDataOutputStream out = files.create(draft, true, BUFFER_BYTES, defaults.getReplication(),
                defaults.getBlockSize());
        // Not try-with-resources: Hadoop's close throws the same exception again, which cannot suppress itself.
        try {
            out.write(content);
            out.hsync();
        } finally {
            out.close();
        }
        files.mkdirs(file.getParent());
        if (!files.rename(draft, file) && !files.exists(file)) {
            throw new IOException("renaming " + draft + " failed");
        }
    }

    /** Also removes what a crashed worker has left in the folder for files that are being written. */
    @Override
    public OptionalLong nextOffset(TopicPartition partition) {
        Path folder = new Path(root, config.folder(partition));
        return attempt("list", folder.toString(), () -> {
            files.delete(drafts(folder), true);
            OptionalLong last = Arrays.stream(list(folder))
                    .map(file -> HdfsSinkConfig.lastOffset(partition, file.getPath().getName()))
                    .flatMapToLong(OptionalLong::stream)
                    .max();
            return last.isPresent() ? OptionalLong.of(last.getAsLong() + 1) : last;
        });
    }

    private FileStatus[] list(Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /** For example topics/+tmp/orders/partition=0: beside the topics, where no query reads them. */
    private Path drafts(Path folder) {
        Path topics = new Path(root, config.getString(FileSinkConfig.TOPICS_DIR));
        return new Path(new Path(topics, "+tmp"), folder.getParent().getName() + "/" + folder.getName());
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            // All files are closed already; the connection is given up.
        }
    }

    private <T> T attempt(String what, String name, Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (AccessControlException e) {
            throw new ConnectException("Cannot " + what + " " + name + " in HDFS: permission denied: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RetriableException("Cannot " + what + " " + name + " in HDFS: " + firstLine(e), e);
        }
    }

    /** The server's errors have its stack trace in their messages. */
    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private interface Attempt<T> {
        T run() throws IOException;
    }
}
