package {{package}}.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void theDefaultsAreTheLocalStack() {
        Options options = parse(Map.of());
        assertEquals("127.0.0.1:9092", options.bootstrapServers());
        assertEquals("{{topic}}", options.topic());
        assertEquals("{{topic}}-dead-letter", options.deadLetterTopic());
        assertEquals("{{group}}", options.group());
        assertEquals(",", options.separator());
        assertEquals(new HdfsTarget("hdfs://127.0.0.1:8020", "{{path}}", "records-{{topology}}-", 1_000, 1), options.hdfs());
        assertFalse(options.local());
    }

    @Test
    void aFlagIsRecognized() {
        assertTrue(parse(Map.of(), "--local").local());
    }

    @Test
    void anOptionWinsOverItsVariable() {
        Map<String, String> environment = Map.of("HDFS_URL", "hdfs://one", "KAFKA_TOPIC", "people", "HDFS_SYNC_COUNT", "5");
        Options options = parse(environment, "--hdfs-url", "hdfs://two");
        assertEquals("hdfs://two", options.hdfs().url());
        assertEquals(5, options.hdfs().syncCount());
        assertEquals("people", options.topic());
        assertEquals("people-dead-letter", options.deadLetterTopic());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HDFS_SYNC_COUNT  | 0       | HDFS_SYNC_COUNT must be a number above 0, but is 0.",
        "HDFS_SYNC_COUNT  | many    | HDFS_SYNC_COUNT must be a number above 0, but is many.",
        "HDFS_ROTATION_MB | -1      | HDFS_ROTATION_MB must be a number above 0, but is -1.",
        "HDFS_PATH        | storm   | HDFS_PATH must begin with a slash, but is storm.",
        "INPUT_SEPARATOR  | ''      | INPUT_SEPARATOR must not be empty.",
    })
    void aValueThatMakesNoSenseIsRefused(String variable, String value, String refusal) {
        assertEquals(refusal, refusal(Map.of(variable, value)));
    }

    private static Options parse(Map<String, String> environment, String... args) {
        return Options.parse(args, environment);
    }

    private static String refusal(Map<String, String> environment, String... args) {
        return assertThrows(IllegalArgumentException.class, () -> Options.parse(args, environment)).getMessage();
    }
}
