package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSearchSinkTaskTest {
    private static final String[] NO_KEYS = {"key.ignore", "true"};
    private final MemoryServer server = new MemoryServer();

    private TestWorker worker(String... settings) {
        return new TestWorker(server, false, settings);
    }

    private static SinkRecord numbered(int offset) {
        return TestWorker.record(offset, null, Map.of("id", offset));
    }

    @Test
    void withoutKeysTopicPartitionAndOffsetAreTheId() {
        worker(NO_KEYS).put(numbered(0), numbered(1));
        assertEquals(Map.of("orders/Orders+0+0", "{\"id\":0}", "orders/Orders+0+1", "{\"id\":1}"), server.documents);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRecordIsOneDocumentAlthoughConnectionsBreak(long seed) {
        Random random = new Random(seed);
        server.unreachable = () -> random.nextInt(20) == 0;
        TestWorker worker = worker("key.ignore", "true", "batch.size", "7");
        for (int from = 0; from < 200; from += 20) {
            worker.put(IntStream.range(from, from + 20).mapToObj(OpenSearchSinkTaskTest::numbered)
                    .toArray(SinkRecord[]::new));
        }
        assertEquals(200, server.documents.size());
    }

    @Test
    void theLastRecordOfAKeyWinsAndATombstoneDeletes() {
        worker("behavior.on.null.values", "delete").put(
                TestWorker.record(0, "a", Map.of("n", 1)), TestWorker.record(1, "b", Map.of("n", 2)),
                TestWorker.record(2, "a", Map.of("n", 3)), TestWorker.record(3, "b", null));
        assertEquals(Map.of("orders/a", "{\"n\":3}"), server.documents);
    }

    @Test
    void anUpsertSendsAPartialDocument() {
        worker("write.method", "upsert").put(TestWorker.record(0, 7L, Map.of("n", 1)));
        assertEquals(Map.of("orders/7", "{\"doc\":{\"n\":1},\"doc_as_upsert\":true}"), server.documents);
    }

    @Test
    void structsBecomeDocuments() {
        Schema schema = SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA);
        Struct value = new Struct(schema).put("name", "Zoë");
        worker(NO_KEYS).put(new SinkRecord("Orders", 0, null, null, schema, value, 0));
        assertEquals(List.of("{\"name\":\"Zoë\"}"), List.copyOf(server.documents.values()));
    }

    @Test
    void requestsAreLimitedInRecordsAndBytes() {
        SinkRecord[] five = IntStream.range(0, 5).mapToObj(OpenSearchSinkTaskTest::numbered).toArray(SinkRecord[]::new);
        worker("key.ignore", "true", "batch.size", "2").put(five);
        assertEquals(List.of(2, 2, 1), server.requests);
        server.requests.clear();
        worker("key.ignore", "true", "bulk.size.bytes", "300").put(five);
        assertEquals(List.of(2, 2, 1), server.requests);
    }

    @Test
    void aBadRecordFailsTheTaskAndIsNamed() {
        DataException noKey = assertThrows(DataException.class, () -> worker().put(numbered(3)));
        assertTrue(noKey.getMessage().startsWith("Cannot write the record at offset 3 of Orders-0: "),
                noKey.getMessage());
        assertThrows(DataException.class, () -> worker(NO_KEYS).put(TestWorker.record(0, null, "text")));
        assertThrows(DataException.class, () -> worker(NO_KEYS).put(TestWorker.record(0, null, null)));
        ConnectException refused = assertThrows(ConnectException.class,
                () -> worker(NO_KEYS).put(TestWorker.record(4, null, Map.of("n", "refuse"))));
        assertEquals("The server refused the record at offset 4 of Orders-0: failed to parse", refused.getMessage());
    }

    @Test
    void badRecordsAreReportedWhereErrorsAreTolerated() {
        TestWorker worker = new TestWorker(server, true, NO_KEYS);
        worker.put(TestWorker.record(0, null, "text"), TestWorker.record(1, null, Map.of("n", "refuse")), numbered(2));
        assertEquals(1, server.documents.size());
        assertEquals(2, worker.reported.size());
    }

    @Test
    void refusedDocumentsCanBeIgnored() {
        worker("key.ignore", "true", "behavior.on.malformed.documents", "warn")
                .put(TestWorker.record(0, null, Map.of("n", "refuse")), numbered(1));
        assertEquals(1, server.documents.size());
    }
}
