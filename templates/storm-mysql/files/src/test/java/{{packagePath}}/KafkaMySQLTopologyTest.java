package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.EmbeddedKafka;
import {{package}}.support.LoopbackCluster;
import {{package}}.support.LoopbackZooKeeper;
import {{package}}.support.Options;
import {{package}}.support.Row;
import {{package}}.support.TestDatabase;

/** The whole topology in a LocalCluster, between a real broker and H2. */
class KafkaMySQLTopologyTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    private static Path kafkaLogs;
    private static LoopbackZooKeeper zooKeeper;
    private static LoopbackCluster cluster;
    private static EmbeddedKafka kafka;
    private static TestDatabase database;
    private static Options options;

    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase("topology");
        database.createTable();
        zooKeeper = new LoopbackZooKeeper();
        cluster = new LoopbackCluster(zooKeeper);
        kafka = new EmbeddedKafka(zooKeeper.port(), kafkaLogs);
        options = localOptions();
        cluster.submit(options.topology(), KafkaMySQLTopology.config(), KafkaMySQLTopology.topology(options));
    }

    private static Options localOptions() {
        Map<String, String> environment = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "MYSQL_URL", database.settings().url());
        return Options.parse(new String[] {"--local"}, environment);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        kafka.close();
        zooKeeper.close();
        database.close();
    }

    @Test
    void validRecordsBecomeRowsAndTheRestDeadLetters() throws Exception {
        produce("John,Doe");
        long offset = produce("no comma");
        produce("O'Brien,\"Zoë\" 😀");

        awaitRows(new Row("John", "Doe"), new Row("O'Brien", "\"Zoë\" 😀"));
        await().atMost(LONG_ENOUGH).until(() -> !deadLetters().isEmpty());
        ConsumerRecord<byte[], byte[]> letter = deadLetters().get(0);
        assertArrayEquals("no comma".getBytes(UTF_8), letter.value());
        assertEquals("expected 2 fields separated by a comma, found 1", header(letter, DeadLetterBolt.REASON));
        assertEquals(Long.toString(offset), header(letter, DeadLetterBolt.OFFSET));
    }

    @Test
    void withoutTheTableAnErrorIsSeenAndRowsWaitForIt() throws Exception {
        database.execute("alter table `{{table}}` rename to hidden");
        produce("Jane,Roe");
        await().atMost(LONG_ENOUGH)
            .until(() -> !cluster.errors(options.topology(), KafkaMySQLTopology.MYSQL).isEmpty());
        database.execute("alter table hidden rename to `{{table}}`");

        awaitRows(new Row("Jane", "Roe"));
    }

    private static long produce(String line) throws Exception {
        return kafka.produce(options.topic(), line.getBytes(UTF_8));
    }

    /** Each of them once. */
    private static void awaitRows(Row... rows) {
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            List<Row> stored = database.rows();
            stored.retainAll(Set.of(rows));
            assertEquals(List.of(rows), stored);
        });
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return kafka.records(options.deadLetterTopic());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
