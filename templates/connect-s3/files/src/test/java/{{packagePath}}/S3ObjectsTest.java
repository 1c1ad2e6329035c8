package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class S3ObjectsTest {
    private final MemoryStore bucket = new MemoryStore();

    private TestWorker worker(String... settings) {
        return new TestWorker(TestConfig.of(settings), bucket, false);
    }

    @Test
    void fullObjectsAreNamedByTheOffsetOfTheirFirstRecord() {
        TestWorker worker = worker("flush.size", "10");
        worker.put(Records.range(0, 25));
        assertEquals(List.of("topics/orders/partition=0/orders+0+0000000000.json",
                "topics/orders/partition=0/orders+0+0000000010.json"), bucket.names());
        assertEquals(20, worker.commit());
        assertEquals(20, bucket.lines().size());
        assertEquals("{\"id\":0}", bucket.lines().get(0));
    }

    @Test
    void gzippedObjectsAreTheSameForTheSameRecords() throws IOException {
        worker("flush.size", "5", "s3.compression.type", "gzip").put(Records.range(0, 5));
        byte[] first = bucket.files.get("topics/orders/partition=0/orders+0+0000000000.json.gz");
        worker("flush.size", "5", "s3.compression.type", "gzip").put(Records.range(0, 5));
        byte[] second = bucket.files.get("topics/orders/partition=0/orders+0+0000000000.json.gz");
        assertEquals(Arrays.toString(first), Arrays.toString(second));
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(first))) {
            assertEquals(5, new String(unzipped.readAllBytes(), StandardCharsets.UTF_8).lines().count());
        }
    }
}
