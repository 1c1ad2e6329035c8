package {{package}}.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.storm.Constants;
import org.apache.storm.hdfs.bolt.HdfsBolt;
import org.apache.storm.hdfs.bolt.format.DefaultFileNameFormat;
import org.apache.storm.hdfs.bolt.rotation.FileSizeRotationPolicy;
import org.apache.storm.hdfs.bolt.rotation.FileSizeRotationPolicy.Units;
import org.apache.storm.hdfs.bolt.sync.CountSyncPolicy;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveringHdfsBoltTest {
    private static final int SYNC_COUNT = 3;
    private static final float ONE_FILE = 1;
    private static final float ONE_FILE_PER_ROW = 1e-6f;
    private static final String PREFIX = "records-customers-";
    private static final String OWN_FILE = PREFIX + "hdfs-4-0-1700000000000.txt";

    private static final Customer JOHN = new Customer(1, "John", "Doe");
    private static final Customer ZOE = new Customer(2, "Zoë", "李😀");

    private static final Map<String, Map<String, Fields>> SYSTEM_STREAMS = Map.of(
        Constants.SYSTEM_COMPONENT_ID, Map.of(Constants.SYSTEM_TICK_STREAM_ID, new Fields("rate_secs")));

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
    void aRowIsSyncedAsSoonAsNoOtherWaitsAndThenAcked() throws Exception {
        prepareBolt(ONE_FILE);
        Tuple john = receive(JOHN);
        awaitAcks(1);
        assertEquals(rows(JOHN), files.rows());
        Tuple zoe = receive(ZOE);
        awaitAcks(2);
        assertEquals(rows(JOHN, ZOE), files.rows());
        assertEquals(List.of(john, zoe), collector.acked);
    }

    @Test
    void manyRowsKeepTheirOrder() throws Exception {
        prepareBolt(ONE_FILE);
        List<Customer> customers = new ArrayList<>();
        for (int id = 0; id < 5 * SYNC_COUNT; id++) {
            customers.add(new Customer(id, "Jane", "Roe"));
            receive(customers.get(id));
        }
        awaitAcks(customers.size());
        assertEquals(rows(customers.toArray(Customer[]::new)), files.rows());
    }

    @Test
    void aFullFileIsFollowedByAnother() throws Exception {
        prepareBolt(ONE_FILE_PER_ROW);
        receive(JOHN);
        receive(ZOE);
        awaitAcks(2);
        assertEquals(2, files.paths().size());
        assertEquals(rows(JOHN, ZOE), files.rows());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void afterAFaultNothingIsLostOrIncomplete(FaultyFileSystem.Fault fault) throws Exception {
        prepareBolt(fault == FaultyFileSystem.Fault.CLOSE ? ONE_FILE_PER_ROW : ONE_FILE);
        FaultyFileSystem.fault = fault;
        Tuple unwritten = receive(JOHN);
        await().until(() -> collector.failed.equals(List.of(unwritten)));
        assertEquals(List.of(), collector.acked);
        assertFalse(collector.errors.isEmpty());

        FaultyFileSystem.fault = FaultyFileSystem.Fault.NONE;
        awaitAckOfOneOf(JOHN);
        // The bolt may delete the file that failed between listing it and reading it.
        await().ignoreException(NoSuchFileException.class)
                .untilAsserted(() -> assertEquals(Set.copyOf(rows(JOHN)), Set.copyOf(files.rows())));
    }

    @Test
    void anIncompleteRowOfAPredecessorIsTruncated() throws Exception {
        prepareFiles();
        files.write(OWN_FILE, "a row\nanother row\nunfin");
        prepareBolt(ONE_FILE);
        await().untilAsserted(() -> assertEquals("a row\nanother row\n", files.read(OWN_FILE)));
    }

    @Test
    void theLastCompleteRowIsFoundAcrossBlocks() throws Exception {
        prepareFiles();
        files.write(OWN_FILE, "a row\n" + "x".repeat(200_000));
        prepareBolt(ONE_FILE);
        await().untilAsserted(() -> assertEquals("a row\n", files.read(OWN_FILE)));
    }

    @Test
    void aFileOfAPredecessorWithoutACompleteRowIsDeleted() throws Exception {
        prepareFiles();
        files.write(OWN_FILE, "");
        prepareBolt(ONE_FILE);
        await().until(() -> files.paths().isEmpty());
    }

    @Test
    void filesOfOthersAreNotChanged() throws Exception {
        prepareFiles();
        String othersFile = OWN_FILE.replace("hdfs-4", "hdfs-5");
        files.write(othersFile, "unfin");
        files.write(OWN_FILE, "unfin");
        prepareBolt(ONE_FILE);
        await().until(() -> files.paths().size() == 1);
        assertEquals("unfin", files.read(othersFile));
    }

    private void prepareFiles() {
        files = new RowFiles(directory.resolve("rows"));
    }

    private void prepareBolt(float rotationMb) {
        prepareFiles();
        HdfsTarget target = new HdfsTarget("file:///", files.directory().toString(), PREFIX, SYNC_COUNT, rotationMb);
        bolt = new RecoveringHdfsBolt(target, new HdfsBolt()
            .withFsUrl(target.url())
            .withConfigKey(HdfsTarget.HADOOP_CONFIG)
            .withFileNameFormat(new DefaultFileNameFormat().withPath(target.path()).withPrefix(target.prefix()))
            .withRecordFormat(new CustomerFormat())
            .withRotationPolicy(new FileSizeRotationPolicy(rotationMb, Units.MB))
            .withSyncPolicy(new CountSyncPolicy(SYNC_COUNT))
            .withRetryCount(1));
        bolt.prepare(Map.of(HdfsTarget.HADOOP_CONFIG, FaultyFileSystem.HADOOP_CONFIG), task(4), new OutputCollector(collector));
    }

    private static TopologyContext task(int id) {
        return new TopologyContext(
            null, Map.of(), Map.of(id, "hdfs"), Map.of(), SYSTEM_STREAMS, Map.of(), "customers-1", null, null, id,
            null, List.of(id), Map.of(), Map.of(), Map.of(), Map.of(), new AtomicBoolean(), null);
    }

    private void awaitAcks(int count) {
        await().until(() -> collector.acked.size() == count);
    }

    private void awaitAckOfOneOf(Customer customer) {
        List<Tuple> replayed = new ArrayList<>();
        await().until(() -> {
            replayed.add(receive(customer));
            return !Collections.disjoint(collector.acked, replayed);
        });
        assertTrue(replayed.containsAll(collector.acked), "a tuple that failed is never acked");
    }

    private Tuple receive(Customer customer) {
        Tuple tuple = TestTuples.of(Customer.FIELDS, customer.toValues());
        bolt.execute(tuple);
        return tuple;
    }

    private static List<String> rows(Customer... customers) {
        return List.of(customers).stream().map(customer -> customer.toLine().strip()).toList();
    }
}
