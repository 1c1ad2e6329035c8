package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MySqlBoltTest {
    private final RecordingCollector collector = new RecordingCollector();
    private TestDatabase database;
    private MySqlBolt bolt;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase("bolt");
    }

    @AfterEach
    void close() throws Exception {
        bolt.cleanup();
        database.close();
    }

    @Test
    void aTickWritesAndAcksWhatIsThere() throws Exception {
        prepareBolt();
        Tuple john = receive(0, "John,Doe");
        assertEquals(List.of(), collector.acked, "not before the commit");
        tick();
        assertEquals(List.of(new Row("John", "Doe")), database.rows());
        assertEquals(List.of(john), collector.acked);
    }

    @Test
    void aFullBatchDoesNotWaitForTheTick() throws Exception {
        prepareBolt();
        for (int i = 0; i < MySqlBolt.BATCH_SIZE; i++) {
            receive(i, "John," + i);
        }
        assertEquals(MySqlBolt.BATCH_SIZE, database.rows().size());
        assertEquals(MySqlBolt.BATCH_SIZE, collector.acked.size());
    }

    @Test
    void aMalformedRecordGoesToTheDeadLettersUnchanged() throws Exception {
        prepareBolt();
        Tuple malformed = receive(7, "no comma");
        RecordingCollector.Emission letter = collector.emitted.get(0);
        assertEquals(MySqlBolt.DEAD_LETTERS, letter.stream());
        assertEquals(List.of(malformed), letter.anchors());
        assertArrayEquals("no comma".getBytes(UTF_8), (byte[]) letter.values().get(5));
        assertEquals("expected 2 fields separated by a comma, found 1", letter.values().get(6));
        assertEquals(List.of(malformed), collector.acked);
    }

    @Test
    void aRowThatTheDatabaseRefusesLeavesTheOthersOfItsBatchAlone() throws Exception {
        prepareBolt();
        database.execute("alter table `{{table}}` alter column `{{secondColumn}}` varchar(3)");
        receive(0, "John,Doe");
        Tuple refused = receive(1, "John,Smith");
        receive(2, "Jane,Roe");
        tick();
        assertEquals(List.of(new Row("John", "Doe"), new Row("Jane", "Roe")), database.rows());
        assertEquals(1, collector.emitted.size());
        assertEquals(List.of(refused), collector.emitted.get(0).anchors());
        assertEquals(3, collector.acked.size());
    }

    @Test
    void withoutItsTableTheBoltFailsTuplesUntilTheTableIsThere() throws Exception {
        prepareBolt();
        database.execute("drop table `{{table}}`");
        Tuple unwritten = receive(0, "John,Doe");
        tick();
        assertEquals(List.of(unwritten), collector.failed);
        assertEquals(List.of(), collector.acked);
        assertTrue(collector.errors.get(0).getMessage().contains("{{table}}"), collector.errors.get(0).getMessage());

        database.createTable();
        Tuple replayed = receive(0, "John,Doe");
        await().until(() -> {
            tick();
            return collector.acked.contains(replayed);
        });
        assertEquals(List.of(new Row("John", "Doe")), database.rows());
    }

    @Test
    void aPauseAfterAFailureHoldsTuplesBack() throws Exception {
        prepareBolt();
        database.execute("drop table `{{table}}`");
        receive(0, "John,Doe");
        tick();
        receive(1, "Jane,Roe");
        tick();
        assertEquals(1, collector.failed.size(), "the second tick came within the pause");
    }

    @Test
    void aBrokenConnectionIsOpenedAnew() throws Exception {
        prepareBolt();
        receive(0, "John,Doe");
        tick();
        database.execute("shutdown");
        database = new TestDatabase("bolt");
        database.createTable();
        List<Tuple> replayed = new ArrayList<>();
        await().until(() -> {
            replayed.add(receive(1, "Jane,Roe"));
            tick();
            return !Collections.disjoint(collector.acked, replayed);
        });
        assertTrue(database.rows().contains(new Row("Jane", "Roe")));
        assertTrue(collector.failed.contains(replayed.get(0)), "what met the broken connection is replayed");
    }

    @Test
    void aReplayIsDoubledByDefault() throws Exception {
        prepareBolt();
        writeTwice();
        assertEquals(2, database.rows().size());
    }

    @Test
    void aReplayIsStoredOnceWhenAskedFor() throws Exception {
        database.createTableForOnce();
        prepareBolt(true);
        writeTwice();
        assertEquals(List.of(new Row("John", "Doe")), database.rows());
        assertEquals(2, collector.acked.size());
    }

    @Test
    void equalRecordsAreNoReplays() throws Exception {
        database.createTableForOnce();
        prepareBolt(true);
        receive(0, "John,Doe");
        receive(1, "John,Doe");
        tick();
        assertEquals(2, database.rows().size());
    }

    private void prepareBolt() throws Exception {
        database.createTable();
        prepareBolt(false);
    }

    private void prepareBolt(boolean once) {
        bolt = new MySqlBolt(database.settings(), once);
        bolt.prepare(Map.of(), null, new OutputCollector(collector));
    }

    private void writeTwice() {
        receive(0, "John,Doe");
        tick();
        receive(0, "John,Doe");
        tick();
    }

    private Tuple receive(long offset, String line) {
        Values values = new KafkaRecord("{{topic}}", 0, offset, 1_700_000_000_000L, null, line.getBytes(UTF_8)).toValues();
        Tuple tuple = TestTuples.of(KafkaRecord.FIELDS, values);
        bolt.execute(tuple);
        return tuple;
    }

    private void tick() {
        bolt.execute(TestTuples.tick());
    }
}
