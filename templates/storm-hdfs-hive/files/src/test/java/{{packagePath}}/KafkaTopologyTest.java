package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.storm.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import {{package}}.support.Customer;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.EmbeddedKafka;
import {{package}}.support.FaultyFileSystem;
import {{package}}.support.HdfsTarget;
import {{package}}.support.LoopbackCluster;
import {{package}}.support.LoopbackZooKeeper;
import {{package}}.support.Options;
import {{package}}.support.RowFiles;

/** The whole topology in a LocalCluster, between a real broker and the local file system. */
class KafkaTopologyTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(120);

    @TempDir
    private static Path directory;
    private static RowFiles files;
    private static LoopbackZooKeeper zooKeeper;
    private static LoopbackCluster cluster;
    private static EmbeddedKafka kafka;
    private static Options options;

    @BeforeAll
    static void start() throws Exception {
        files = new RowFiles(directory.resolve("rows"));
        zooKeeper = new LoopbackZooKeeper();
        cluster = new LoopbackCluster(zooKeeper);
        kafka = new EmbeddedKafka(zooKeeper.port(), directory.resolve("kafka"));
        options = localOptions();
        Config config = KafkaTopology.config(options);
        config.put(HdfsTarget.HADOOP_CONFIG, FaultyFileSystem.HADOOP_CONFIG);
        cluster.submit(options.topology(), config, KafkaTopology.topology(options));
    }

    private static Options localOptions() {
        Map<String, String> environment = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "HDFS_URL", "file:///",
            "HDFS_PATH", files.directory().toString(),
            "HDFS_ROTATION_MB", "0.001");
        return Options.parse(new String[] {"--local"}, environment);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        kafka.close();
        zooKeeper.close();
    }

    @Test
    void validRecordsBecomeRowsAndTheRestDeadLetters() throws Exception {
        produce("1,John,Doe");
        long offset = produce("no customer");
        produce("2,Zoë,\"李\" 😀");

        awaitRows(List.of(new Customer(1, "John", "Doe"), new Customer(2, "Zoë", "\"李\" 😀")));
        await().atMost(LONG_ENOUGH).until(() -> !deadLetters().isEmpty());
        ConsumerRecord<byte[], byte[]> letter = deadLetters().get(0);
        assertArrayEquals("no customer".getBytes(UTF_8), letter.value());
        assertEquals("expected 3 fields separated by ,, found 1", header(letter, DeadLetterBolt.REASON));
        assertEquals(Long.toString(offset), header(letter, DeadLetterBolt.OFFSET));
    }

    @Test
    void rowsThatFillAFileContinueInTheNext() throws Exception {
        List<Customer> customers = new ArrayList<>();
        for (int id = 100; id < 200; id++) {
            customers.add(new Customer(id, "Jane" + id, "Roe"));
            produce(id + ",Jane" + id + ",Roe");
        }
        awaitRows(customers);
        assertTrue(files.paths().size() > 1, "one file holds all rows");
        for (Path path : files.paths()) {
            assertTrue(path.getFileName().toString().matches("records-.*\\.txt"), path.toString());
        }
    }

    @Test
    void rowsWaitForAFileSystemThatIsDown() throws Exception {
        FaultyFileSystem.fault = FaultyFileSystem.Fault.SYNC;
        produce("3,Jack,Poe");
        await().atMost(LONG_ENOUGH)
            .until(() -> !cluster.errors(options.topology(), KafkaTopology.HDFS).isEmpty());
        FaultyFileSystem.fault = FaultyFileSystem.Fault.NONE;

        awaitRows(List.of(new Customer(3, "Jack", "Poe")));
    }

    private static long produce(String line) throws Exception {
        return kafka.produce(options.topic(), line.getBytes(UTF_8));
    }

    /** Each of them at least once: a fault may double what was written shortly before it. */
    private static void awaitRows(List<Customer> customers) {
        List<String> expected = customers.stream().map(customer -> customer.toLine().strip()).toList();
        await().atMost(LONG_ENOUGH).untilAsserted(() ->
            assertEquals(Set.of(), missing(expected), "rows that are missing"));
    }

    private static Set<String> missing(List<String> expected) throws Exception {
        List<String> written = files.rows();
        return Set.copyOf(expected.stream().filter(row -> !written.contains(row)).toList());
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return kafka.records(options.deadLetterTopic());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
