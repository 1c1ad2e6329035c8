package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class S3SinkConfigTest {

    @Test
    void acceptsTheClassNamesOfConfluentsConnector() {
        S3SinkConfig config = TestConfig.of("format.class", "io.confluent.connect.s3.format.json.JsonFormat",
                "partitioner.class", "io.confluent.connect.storage.partitioner.DefaultPartitioner");
        assertEquals(".json", config.format().extension());
    }

    @Test
    void refusesWhatItWouldWriteDifferently() {
        String partitioner = "io.confluent.connect.storage.partitioner.TimeBasedPartitioner";
        assertThrows(ConfigException.class, () -> TestConfig.of("partitioner.class", partitioner));
        assertThrows(ConfigException.class,
                () -> TestConfig.of("format.class", "io.confluent.connect.s3.format.parquet.ParquetFormat"));
    }

    @Test
    void keyAndSecretBelongTogether() {
        assertThrows(ConfigException.class, () -> TestConfig.of("aws.access.key.id", "me"));
    }

    @Test
    void theSecretIsNotInTheText() {
        assertTrue(!TestConfig.of("aws.access.key.id", "me", "aws.secret.access.key", "s3cret").values().toString()
                .contains("s3cret"));
    }

    @Test
    void validationNamesAServerThatIsNotReachable() {
        Map<String, String> properties = Map.of("s3.bucket.name", "lake", "store.url", "http://127.0.0.1:1",
                "aws.access.key.id", "me", "aws.secret.access.key", "secret");
        List<String> errors = new S3SinkConnector().validate(properties).configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).startsWith("Cannot open s3://lake at http://127.0.0.1:1: "), errors.get(0));
    }
}
