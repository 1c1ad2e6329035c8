package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hadoop's client on files of this machine. */
class HdfsStoreTest {
    @TempDir
    Path root;

    private HdfsSinkConfig config(String... settings) {
        return TestConfig.of(Stream.concat(Stream.of("store.url", root.toUri().toString()), Stream.of(settings))
                .toArray(String[]::new));
    }

    private TestWorker worker(FileStore store, String... settings) {
        return new TestWorker(config(settings), store, false);
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(path -> path.toString().endsWith(".json") || path.toString().endsWith(".tmp"))
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }

    private List<String> lines() throws IOException {
        Stream<String> lines = Stream.empty();
        for (Path file : written()) {
            lines = Stream.concat(lines, Files.readAllLines(root.resolve(file)).stream());
        }
        return lines.toList();
    }

    @Test
    void filesAreNamedByTheirOffsets() throws IOException {
        try (HdfsStore store = new HdfsStore(config())) {
            TestWorker worker = worker(store, "flush.size", "10");
            worker.put(Records.range(0, 25));
            assertEquals(List.of(Path.of("topics/orders/partition=0/orders+0+0000000000+0000000009.json"),
                    Path.of("topics/orders/partition=0/orders+0+0000000010+0000000019.json")), written());
            assertEquals(20, worker.commit());
            assertEquals(OptionalLong.of(20), store.nextOffset(TestWorker.PARTITION));
        }
    }

    /** Where files end depends on time, and workers die between the file and the commit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRecordIsWrittenOnceWithASchedule(long seed) throws IOException {
        Random random = new Random(seed);
        int end = 100;
        int position = 0;
        try (HdfsStore store = new HdfsStore(config())) {
            while (position < end) {
                TestWorker worker = worker(store, "flush.size", String.valueOf(1 + random.nextInt(9)),
                        "rotate.schedule.interval.ms", "1");
                position = worker.resumesAt(0);
                for (int batch = random.nextInt(4); batch > 0 && position < end; batch--) {
                    int to = Math.min(end, position + 1 + random.nextInt(12));
                    worker.put(Records.range(position, to));
                    position = to;
                }
                position = Math.toIntExact(store.nextOffset(TestWorker.PARTITION).orElse(0));
            }
        }
        assertEquals(IntStream.range(0, end).mapToObj(id -> "{\"id\":" + id + "}").toList(), lines());
    }

    @Test
    void aFileThatIsThereStays() throws IOException {
        try (HdfsStore store = new HdfsStore(config())) {
            store.put("topics/orders/partition=0/orders+0+0+1.json", new byte[] {'a', '\n'});
            store.put("topics/orders/partition=0/orders+0+0+1.json", new byte[] {'b', '\n'});
        }
        assertEquals(List.of("a"), lines());
    }

    @Test
    void whatACrashedWorkerLeftIsRemoved() throws IOException {
        Path draft = root.resolve("topics/+tmp/orders/partition=0/1.tmp");
        Files.createDirectories(draft.getParent());
        Files.writeString(draft, "half");
        try (HdfsStore store = new HdfsStore(config())) {
            assertEquals(OptionalLong.empty(), store.nextOffset(TestWorker.PARTITION));
        }
        assertEquals(List.of(), written());
    }

    @Test
    void theClientReadsTheFilesInHadoopConfDir() throws IOException {
        Path conf = Files.createDirectories(root.resolve("conf"));
        assertThrows(ConfigException.class, () -> new HdfsStore(config("hadoop.conf.dir", conf.toString())));
        Files.writeString(conf.resolve("core-site.xml"), "<configuration><property><name>fs.file.impl</name>"
                + "<value>no.such.FileSystem</value></property></configuration>");
        Exception failure = assertThrows(Exception.class,
                () -> new HdfsStore(config("hadoop.conf.dir", conf.toString())));
        assertTrue(failure.toString().contains("no.such.FileSystem"), failure.toString());
    }

    @Test
    void aServerThatIsNotReachableIsTriedAgain() {
        try (HdfsStore store = new HdfsStore(TestConfig.of("store.url", "hdfs://127.0.0.1:1"))) {
            assertThrows(RetriableException.class, () -> store.put("topics/a/partition=0/a+0+0+0.json", new byte[0]));
        }
    }

    /** A server that dies while a file is written: Hadoop's stream throws one exception from all its methods. */
    @Test
    void aServerThatDiesDuringAWriteIsTriedAgain() throws IOException {
        Path conf = Files.createDirectories(root.resolve("conf"));
        Files.writeString(conf.resolve("core-site.xml"), "<configuration><property><name>fs.file.impl</name>"
                + "<value>" + DyingFileSystem.class.getName() + "</value></property></configuration>");
        try (HdfsStore store = new HdfsStore(config("hadoop.conf.dir", conf.toString()))) {
            assertThrows(RetriableException.class, () -> store.put("topics/a/partition=0/a+0+0+0.json", new byte[1]));
        }
    }

    public static final class DyingFileSystem extends LocalFileSystem {
        @Override
        public FSDataOutputStream create(org.apache.hadoop.fs.Path file, boolean overwrite, int bufferSize,
                short replication, long blockSize, Progressable progress) throws IOException {
            EOFException gone = new EOFException("the connection has ended");
            return new FSDataOutputStream(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw gone;
                }

                @Override
                public void close() throws IOException {
                    throw gone;
                }
            }, null);
        }
    }
}
