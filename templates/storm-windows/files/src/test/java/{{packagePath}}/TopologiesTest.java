package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** The topologies in a LocalCluster, with a real broker. */
class TopologiesTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(120);
    /** The start of a window. Not long ago: Kafka deletes records that are older than its retention time. */
    private static final long START = System.currentTimeMillis() / 10_000 * 10_000 - 600_000;

    @TempDir
    private static Path kafkaLogs;
    private static LoopbackZooKeeper zooKeeper;
    private static LoopbackCluster cluster;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        zooKeeper = new LoopbackZooKeeper();
        cluster = new LoopbackCluster(zooKeeper);
        kafka = new EmbeddedKafka(zooKeeper.port(), kafkaLogs);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        kafka.close();
        zooKeeper.close();
    }

    @Test
    void paymentsAreCountedAndTheOthersAreDeadLetters() throws Exception {
        Options options = options("counting");
        produce(options, "1,Ada,Lovelace,1", START);
        produce(options, "no payment", START);
        produce(options, "2,Ada,Lovelace,2", START + 20_000);
        produce(options, "3,Ada,Lovelace,3", START);
        cluster.submit(options.topology(), PaymentsTopology.config(options), PaymentsTopology.topology(options));

        awaitValues(options.outputTopic(), "1,Ada,Lovelace,1.00,small," + START + ",1,1.00",
            "2,Ada,Lovelace,2.00,small," + (START + 20_000) + ",1,2.00");
        awaitValues(options.deadLetterTopic(), "no payment", "3,Ada,Lovelace,3");
        assertEquals("late: window " + START + " closed",
            new String(kafka.records(options.deadLetterTopic()).get(1).headers().lastHeader(DeadLetterBolt.REASON).value(), UTF_8));
    }

    @Test
    void threeLargePaymentsRaiseAnAlert() throws Exception {
        Options options = options("fraud");
        for (int id = 1; id <= 3; id++) {
            produce(options, id + ",Ada,Lovelace,600", START + id);
        }
        cluster.submit(options.topology(), PaymentsTopology.config(options), FraudTopology.topology(options));
        awaitValues(options.outputTopic(), "Ada,Lovelace,1,2,3," + (START + 1) + "," + (START + 3));
    }

    @Test
    void windowsCloseWhenALaterPaymentArrives() throws Exception {
        Options options = options("windows");
        produce(options, "1,Ada,Lovelace,1", START + 1_000);
        produce(options, "2,Ada,Lovelace,2", START + 6_000);
        produce(options, "3,Grace,Hopper,4", START + 60_000);
        cluster.submit(options.topology(), WindowsTopology.config(options), WindowsTopology.topology(options));

        String end = START + 10_000 + "";
        awaitValues(options.outputTopic(),
            "sliding," + (START - 5_000) + "," + (START + 5_000) + ",Lovelace,1,1.00",
            "sliding," + START + "," + end + ",Lovelace,2,3.00",
            "sliding," + (START + 5_000) + "," + (START + 15_000) + ",Lovelace,1,2.00",
            "tumbling," + START + "," + end + ",Lovelace,2,3.00");
        produce(options, "4,Ada,Lovelace,8", START + 2_000);
        awaitValues(options.deadLetterTopic(), "4,Ada,Lovelace,8");
    }

    @Test
    void eachGroupingSendsNamesToItsTasks() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            cluster.submit("groupings", Map.of(), GroupingsTopology.topology());
            // 12 names through six groupings; all sends each to three tasks.
            await().atMost(LONG_ENOUGH).until(() -> printed.toString(UTF_8).lines().filter(line -> line.contains(": task ")).count() == 96);
        } finally {
            System.setOut(console);
        }
        List<String> lines = printed.toString(UTF_8).lines().filter(line -> line.contains(": task ")).toList();
        assertEquals(12, count(lines, "shuffle"));
        assertEquals(12, count(lines, "global: task 0"));
        assertEquals(2, count(lines, "all: task 0 received Ada"));
        assertEquals(2, count(lines, "all: task 2 received Ada"));
        assertEquals(2, count(lines, "custom: task 1 received Leslie"));
        assertEquals(2, count(lines, "direct: task 0 received Edsger"));
        assertEquals(12, count(lines, "fields"));
        Map<String, String> tasks = new TreeMap<>();
        lines.stream().filter(line -> line.startsWith("fields")).forEach(line ->
            assertEquals(line, tasks.computeIfAbsent(line.substring(line.lastIndexOf(' ')), name -> line), "one task per name"));
    }

    private static long count(List<String> lines, String prefix) {
        return lines.stream().filter(line -> line.startsWith(prefix)).count();
    }

    private static Options options(String name) {
        return Options.parse(new String[] {"--local", "--parallelism", "1"},
            Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "INPUT_TOPIC", name), name, name + "-output");
    }

    private static void produce(Options options, String line, long timestamp) throws Exception {
        kafka.produce(options.inputTopic(), timestamp, line.getBytes(UTF_8));
    }

    private static void awaitValues(String topic, String... values) {
        await().atMost(LONG_ENOUGH).untilAsserted(() ->
            assertEquals(List.of(values).stream().sorted().toList(), kafka.records(topic).stream()
                .map(ConsumerRecord::value).map(value -> new String(value, UTF_8)).sorted().toList()));
    }
}
