package {{package}};

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.storm.Config;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveringHdfsBoltTest {
    private static final int SYNC_COUNT = 3;
    private static final float ONE_FILE = 1;
    private static final float A_FILE_FOR_EACH_ROW = 1e-6f;
    private static final String OWN_FILE = "records-customers-hdfs-4-0-1700000000000.txt";

    private static final Customer JOHN = new Customer(1, "John", "Doe");
    private static final Customer ZOE = new Customer(2, "Zoë", "李😀");

    @TempDir
    private Path directory;
    private RowFiles files;
    private RecoveringHdfsBolt bolt;
    private final RecordingCollector collector = new RecordingCollector();

    @AfterEach
    void close() {
        FaultyFileSystem.fault = FaultyFileSystem.Fault.NONE;
        bolt.cleanup();
    }

    @Test
    void aTickSyncsAndAcksWhatIsThere() throws Exception {
        prepareBolt(ONE_FILE);
        Tuple john = receive(JOHN);
        Tuple zoe = receive(ZOE);
        assertEquals(List.of(), collector.acked, "not before the sync");
        tick();
        assertEquals(rows(JOHN, ZOE), files.rows());
        assertEquals(List.of(john, zoe), collector.acked);
    }

    @Test
    void aFullCountDoesNotWaitForTheTick() throws Exception {
        prepareBolt(ONE_FILE);
        for (int i = 0; i < SYNC_COUNT; i++) {
            receive(JOHN);
        }
        assertEquals(SYNC_COUNT, files.rows().size());
        assertEquals(SYNC_COUNT, collector.acked.size());
    }

    @Test
    void aFullFileIsFollowedByAnother() throws Exception {
        prepareBolt(A_FILE_FOR_EACH_ROW);
        receive(JOHN);
        receive(ZOE);
        tick();
        assertEquals(2, files.paths().size());
        assertEquals(rows(JOHN, ZOE), files.rows());
        assertEquals(2, collector.acked.size());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void afterAFaultNothingIsLostOrTorn(FaultyFileSystem.Fault fault) throws Exception {
        prepareBolt(fault == FaultyFileSystem.Fault.CLOSE ? A_FILE_FOR_EACH_ROW : ONE_FILE);
        FaultyFileSystem.fault = fault;
        Tuple unwritten = receive(JOHN);
        tick();
        assertEquals(List.of(unwritten), collector.failed);
        assertEquals(List.of(), collector.acked);
        assertFalse(collector.errors.isEmpty());

        FaultyFileSystem.fault = FaultyFileSystem.Fault.NONE;
        awaitAckOfOneOf(JOHN);
        assertEquals(Set.copyOf(rows(JOHN)), Set.copyOf(files.rows()));
    }

    @Test
    void whatWasWrittenBeforeAFaultFailsTogetherWithWhatMetIt() throws Exception {
        prepareBolt(ONE_FILE);
        Tuple written = receive(JOHN);
        FaultyFileSystem.fault = FaultyFileSystem.Fault.WRITE;
        Tuple refused = receive(ZOE);
        assertEquals(List.of(written, refused), collector.failed);
        assertEquals(List.of(), collector.acked);
    }

    @Test
    void aPauseAfterAFailureHoldsTuplesBack() throws Exception {
        prepareBolt(ONE_FILE);
        FaultyFileSystem.fault = FaultyFileSystem.Fault.CREATE;
        receive(JOHN);
        Tuple waiting = receive(ZOE);
        assertEquals(1, collector.failed.size(), "the second came within the pause");

        FaultyFileSystem.fault = FaultyFileSystem.Fault.NONE;
        await().until(() -> {
            tick();
            return collector.acked.contains(waiting);
        });
        assertEquals(rows(ZOE), files.rows());
    }

    @Test
    void anUnfinishedRowOfAPredecessorIsCutOff() throws Exception {
        prepareBolt(ONE_FILE);
        files.write(OWN_FILE, "a row\nanother row\nunfin");
        tick();
        assertEquals("a row\nanother row\n", files.read(OWN_FILE));
    }

    @Test
    void theLastRowIsFoundAcrossBlocks() throws Exception {
        prepareBolt(ONE_FILE);
        files.write(OWN_FILE, "a row\n" + "x".repeat(200_000));
        tick();
        assertEquals("a row\n", files.read(OWN_FILE));
    }

    @Test
    void aFileOfAPredecessorWithoutARowIsDeleted() throws Exception {
        prepareBolt(ONE_FILE);
        files.write(OWN_FILE, "");
        tick();
        assertEquals(List.of(), files.paths());
    }

    @Test
    void filesOfOthersAreLeftAlone() throws Exception {
        prepareBolt(ONE_FILE);
        String othersFile = OWN_FILE.replace("hdfs-4", "hdfs-5");
        files.write(othersFile, "unfin");
        tick();
        assertEquals("unfin", files.read(othersFile));
    }

    private void prepareBolt(float rotationMb) {
        files = new RowFiles(directory.resolve("rows"));
        bolt = new RecoveringHdfsBolt(new HdfsTarget("file:///", files.directory().toString(), SYNC_COUNT, rotationMb));
        Map<String, Object> config = Map.of(
            Config.TOPOLOGY_NAME, "customers", HdfsTarget.HADOOP_CONFIG, FaultyFileSystem.HADOOP_CONFIG);
        bolt.prepare(config, task(4), new OutputCollector(collector));
    }

    private static TopologyContext task(int id) {
        return new TopologyContext(
            null, Map.of(), Map.of(id, KafkaTopology.HDFS), Map.of(), Map.of(), Map.of(), "customers-1", null, null, id,
            null, List.of(id), Map.of(), Map.of(), Map.of(), Map.of(), new AtomicBoolean(), null);
    }

    private void awaitAckOfOneOf(Customer customer) {
        List<Tuple> replayed = new ArrayList<>();
        await().until(() -> {
            replayed.add(receive(customer));
            tick();
            return !Collections.disjoint(collector.acked, replayed);
        });
        assertTrue(replayed.containsAll(collector.acked), "what failed is never acked");
    }

    private Tuple receive(Customer customer) {
        Tuple tuple = TestTuples.of(Customer.FIELDS, customer.toValues());
        bolt.execute(tuple);
        return tuple;
    }

    private void tick() {
        bolt.execute(TestTuples.tick());
    }

    private static List<String> rows(Customer... customers) {
        return List.of(customers).stream().map(customer -> customer.toLine().strip()).toList();
    }
}
