package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class HdfsSinkConfigTest {
    private static final TopicPartition PARTITION = new TopicPartition("a+0+b", 3);

    @Test
    void acceptsTheNamesOfConfluentsConnector() {
        HdfsSinkConfig config = new HdfsSinkConfig(Map.of("hdfs.url", "hdfs://namenode:8020",
                "format.class", "io.confluent.connect.hdfs.json.JsonFormat",
                "partitioner.class", "io.confluent.connect.storage.partitioner.DefaultPartitioner"));
        assertEquals("hdfs://namenode:8020", config.url());
        assertEquals(".json", config.format().extension());
    }

    @Test
    void refusesWhatItWouldIgnoreOrWriteDifferently() {
        assertThrows(ConfigException.class, () -> TestConfig.of("hive.integration", "true"));
        assertThrows(ConfigException.class, () -> TestConfig.of("hdfs.authentication.kerberos", "true"));
        assertThrows(ConfigException.class,
                () -> TestConfig.of("format.class", "io.confluent.connect.hdfs.avro.AvroFormat"));
        assertThrows(ConfigException.class,
                () -> TestConfig.of("partitioner.class", "io.confluent.connect.storage.partitioner.FieldPartitioner"));
    }

    @Test
    void theAddressIsRequired() {
        assertThrows(ConfigException.class, () -> new HdfsSinkConfig(Map.of()));
        assertThrows(ConfigException.class, () -> TestConfig.of("store.url", "namenode"));
    }

    @Test
    void namesOfFilesSayWhereTheyEnd() {
        String name = TestConfig.of().fileName(PARTITION, 7, 12);
        assertEquals("a+0+b+3+0000000007+0000000012", name);
        assertEquals(OptionalLong.of(12), HdfsSinkConfig.lastOffset(PARTITION, name + ".json"));
        assertEquals(OptionalLong.empty(), HdfsSinkConfig.lastOffset(PARTITION, "a+0+b+31+7+12.json"));
        assertEquals(OptionalLong.empty(), HdfsSinkConfig.lastOffset(PARTITION, "_SUCCESS"));
    }

    @Test
    void validationNamesAServerThatIsNotReachable() {
        List<String> errors = new HdfsSinkConnector().validate(Map.of("store.url", "hdfs://127.0.0.1:1"))
                .configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).startsWith("Cannot open hdfs://127.0.0.1:1 in HDFS: "), errors.get(0));
    }
}
