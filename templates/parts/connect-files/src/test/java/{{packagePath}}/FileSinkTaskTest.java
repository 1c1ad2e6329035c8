package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSinkTaskTest {
    private final MemoryStore store = new MemoryStore();

    private TestWorker worker(String... settings) {
        return new TestWorker(TestConfig.of(settings), store, false);
    }

    @Test
    void nothingIsCommittedBeforeItIsWritten() {
        TestWorker worker = worker("flush.size", "10");
        worker.put(Records.range(0, 9));
        assertEquals(0, worker.commit());
    }

    /** Requests fail, batches are delivered again, the worker is killed before or after a commit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyRecordIsWrittenOnceAfterCrashes(long seed) {
        Random random = new Random(seed);
        String[] settings = {"flush.size", "7", "flush.bytes", "40", "rotate.interval.ms", "5"};
        TestWorker worker = worker(settings);
        int end = 200;
        int position = 0;
        int committed = 0;
        store.unreachable = () -> random.nextInt(4) == 0;
        while (committed < end - 7) {
            int to = Math.min(end, position + 1 + random.nextInt(12));
            putUntilItSucceeds(worker, Records.range(position, to));
            position = to;
            if (random.nextBoolean()) {
                committed = worker.commit();
            }
            if (random.nextInt(5) == 0 || position == end) {
                worker.stop();
                worker = worker(settings);
                position = worker.resumesAt(committed);
            }
        }
        int whole = store.lines().size();
        assertEquals(IntStream.range(0, whole).mapToObj(id -> "{\"id\":" + id + "}").toList(), store.lines());
    }

    private static void putUntilItSucceeds(TestWorker worker, List<SinkRecord> batch) {
        for (;;) {
            try {
                worker.put(batch);
                return;
            } catch (RetriableException e) {
                // Connect delivers the same batch again.
            }
        }
    }

    @Test
    void filesEndAtAnIntervalOfRecordTime() {
        TestWorker worker = worker("rotate.interval.ms", "60000");
        worker.put(List.of(Records.record(0, "a", 0L), Records.record(1, "b", 59_999L),
                Records.record(2, "c", 60_000L)));
        assertEquals(List.of("\"a\"", "\"b\""), store.lines());
    }

    @Test
    void aScheduleWritesWhatIsThere() {
        TestWorker worker = worker("rotate.schedule.interval.ms", "1");
        worker.put(Records.range(0, 3));
        long end = System.nanoTime() + 10_000_000_000L;
        while (store.files.isEmpty() && System.nanoTime() < end) {
            worker.put(List.of());
        }
        assertEquals(3, store.lines().size());
        assertEquals(3, worker.commit());
    }

    @Test
    void structsBecomeJsonObjects() {
        Schema schema = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).field("name", Schema.STRING_SCHEMA);
        Struct value = new Struct(schema).put("id", 1).put("name", "Zoë");
        worker("flush.size", "1").put(List.of(new SinkRecord("orders", 0, null, null, schema, value, 0)));
        assertEquals(List.of("{\"id\":1,\"name\":\"Zoë\"}"), store.lines());
    }

    @Test
    void bytesAreWrittenAsTheyAre() {
        worker("flush.size", "2", "format.class", "ByteArrayFormat")
                .put(List.of(Records.record(0, new byte[] {65, 66}), Records.record(1, "text")));
        assertTrue(store.names().get(0).endsWith(".bin"), store.names().get(0));
        assertEquals(List.of("AB", "text"), store.lines());
    }

    @Test
    void tombstonesFailOrAreIgnored() {
        SinkRecord tombstone = Records.record(1, null);
        DataException failure = assertThrows(DataException.class, () -> worker().put(List.of(tombstone)));
        assertEquals("Cannot write the record at offset 1 of orders-0: it has no value; "
                + "behavior.on.null.values=ignore skips such records", failure.getMessage());
        List<SinkRecord> records = new ArrayList<>(Records.range(0, 1));
        records.add(tombstone);
        records.addAll(Records.range(2, 3));
        TestWorker worker = worker("flush.size", "2", "behavior.on.null.values", "ignore");
        worker.put(records);
        assertEquals(List.of("{\"id\":0}", "{\"id\":2}"), store.lines());
        assertEquals(3, worker.commit());
    }

    @Test
    void badRecordsAreReportedOnceWhereErrorsAreTolerated() {
        TestWorker worker = new TestWorker(TestConfig.of("flush.size", "2", "format.class", "ByteArrayFormat"),
                store, true);
        List<SinkRecord> batch = List.of(Records.record(0, "a"), Records.record(1, Map.of("no", "bytes")),
                Records.record(2, "b"));
        int[] failures = {1};
        store.unreachable = () -> failures[0]-- == 1;
        putUntilItSucceeds(worker, batch);
        assertEquals(List.of("a", "b"), store.lines());
        assertEquals(1, worker.reported.size());
    }
}
