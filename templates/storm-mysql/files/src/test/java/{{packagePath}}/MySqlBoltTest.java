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
import {{package}}.support.KafkaRecord;
import {{package}}.support.RecordingCollector;
import {{package}}.support.Row;
import {{package}}.support.TestDatabase;
import {{package}}.support.TestTuples;

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
    void aTupleBecomesARowAndIsAcked() throws Exception {
        prepareBolt();
        Tuple john = receive(0, "John,Doe");
        awaitAcks(1);
        assertEquals(List.of(new Row("John", "Doe")), database.rows());
        assertEquals(List.of(john), collector.acked);
    }

    @Test
    void manyTuplesKeepTheirOrder() throws Exception {
        prepareBolt();
        int count = 3 * MySqlBolt.MAX_GROUP;
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            receive(i, "John," + i);
            rows.add(new Row("John", Integer.toString(i)));
        }
        awaitAcks(count);
        assertEquals(rows, database.rows());
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
    void aRowThatTheDatabaseRefusesLeavesTheOthersAlone() throws Exception {
        prepareBolt();
        database.execute("alter table `{{table}}` alter column `{{secondColumn}}` varchar(3)");
        receive(0, "John,Doe");
        Tuple refused = receive(1, "John,Smith");
        receive(2, "Jane,Roe");
        awaitAcks(3);
        assertEquals(List.of(new Row("John", "Doe"), new Row("Jane", "Roe")), database.rows());
        assertEquals(1, collector.emitted.size());
        assertEquals(List.of(refused), collector.emitted.get(0).anchors());
        assertEquals(List.of(), collector.failed);
    }

    @Test
    void withoutItsTableTheBoltFailsTuplesUntilTheTableExists() throws Exception {
        prepareBolt();
        database.execute("drop table `{{table}}`");
        Tuple unwritten = receive(0, "John,Doe");
        await().until(() -> collector.failed.equals(List.of(unwritten)));
        assertEquals(List.of(), collector.acked);
        assertTrue(collector.errors.get(0).getMessage().contains("{{table}}"), collector.errors.get(0).getMessage());

        database.createTable();
        Tuple replayed = receive(0, "John,Doe");
        await().until(() -> collector.acked.equals(List.of(replayed)));
        assertEquals(List.of(new Row("John", "Doe")), database.rows());
    }

    @Test
    void aBrokenConnectionIsReplaced() throws Exception {
        prepareBolt();
        receive(0, "John,Doe");
        awaitAcks(1);
        database.execute("shutdown");
        database = new TestDatabase("bolt");
        database.createTable();
        List<Tuple> replayed = new ArrayList<>();
        await().until(() -> {
            replayed.add(receive(1, "Jane,Roe"));
            return !Collections.disjoint(collector.acked, replayed);
        });
        assertTrue(database.rows().contains(new Row("Jane", "Roe")));
        assertTrue(collector.failed.contains(replayed.get(0)), "the tuple that met the broken connection is replayed");
    }

    @Test
    void aReplayIsStoredTwiceByDefault() throws Exception {
        prepareBolt();
        writeTwice();
        assertEquals(2, database.rows().size());
    }

    @Test
    void aReplayIsStoredOnceWithOnce() throws Exception {
        database.createTableForOnce();
        prepareBolt(true);
        writeTwice();
        assertEquals(List.of(new Row("John", "Doe")), database.rows());
    }

    @Test
    void equalRecordsAreNotReplays() throws Exception {
        database.createTableForOnce();
        prepareBolt(true);
        receive(0, "John,Doe");
        receive(1, "John,Doe");
        awaitAcks(2);
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
        awaitAcks(1);
        receive(0, "John,Doe");
        awaitAcks(2);
    }

    private void awaitAcks(int count) {
        await().until(() -> collector.acked.size() == count);
    }

    private Tuple receive(long offset, String line) {
        Values values = new KafkaRecord("{{topic}}", 0, offset, 1_700_000_000_000L, null, line.getBytes(UTF_8)).toValues();
        Tuple tuple = TestTuples.of(KafkaRecord.FIELDS, values);
        bolt.execute(tuple);
        return tuple;
    }
}
