package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a task as Kafka Connect does, without Kafka. */
class CsvSourceTaskTest {
    @TempDir
    Path directory;
    private Path file;
    private CsvSourceTask task = new CsvSourceTask();

    @BeforeEach
    void writeFile() throws Exception {
        file = directory.resolve("orders.csv");
        write("id,customer\n1,Jon\n2,Zoë\n");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void eachRowIsARecord() throws Exception {
        start(null);
        List<SourceRecord> records = task.poll();
        assertEquals(List.of("Struct{id=1,customer=Jon}", "Struct{id=2,customer=Zoë}"), values(records));
        assertEquals("orders", records.get(0).topic());
        assertNull(task.poll());
    }

    @Test
    void resumesAfterTheRowOfTheSavedOffset() throws Exception {
        start(null);
        Map<String, ?> offset = task.poll().get(0).sourceOffset();
        start(offset);
        assertEquals(List.of("Struct{id=2,customer=Zoë}"), values(task.poll()));
    }

    @Test
    void waitsForTheEndOfALine() throws Exception {
        start(null);
        task.poll();
        write("3,Ja");
        assertNull(task.poll());
        write("mes\n");
        assertEquals(List.of("Struct{id=3,customer=James}"), values(task.poll()));
    }

    @Test
    void aRowWithOtherColumnsFailsTheTask() throws Exception {
        write("3\n");
        start(null);
        DataException failure = assertThrows(DataException.class, () -> task.poll());
        assertTrue(failure.getMessage().contains("1 columns instead of 2"), failure.getMessage());
    }

    @Test
    void aFileThatIsShorterThanTheOffsetIsReported() {
        ConnectException failure = assertThrows(ConnectException.class, () -> start(Map.of("position", 10_000L)));
        assertTrue(failure.getMessage().contains("shorter than the saved position"), failure.getMessage());
    }

    private void start(Map<String, ?> offset) {
        task.stop();
        task = new CsvSourceTask();
        OffsetStorageReader offsets = proxy(OffsetStorageReader.class, offset);
        task.initialize(proxy(SourceTaskContext.class, offsets));
        task.start(Map.of(CsvSourceConfig.FILE, file.toString(), CsvSourceConfig.TOPIC, "orders",
                CsvSourceConfig.POLL_INTERVAL, "1"));
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> values(List<SourceRecord> records) {
        return records.stream().map(record -> record.value().toString()).toList();
    }

    /** Returns the same for every method. */
    private static <T> T proxy(Class<T> type, Object result) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> result));
    }
}
