package {{package}}.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private final Settings.Declaration declaration =
        new Settings.Declaration().flag("--local").variable("KAFKA_TOPIC", "people").variable("BATCH_SIZE", "10");

    @Test
    void anOptionWinsOverItsVariableAndAVariableOverTheDefault() {
        Map<String, String> environment = Map.of("KAFKA_TOPIC", "one", "BATCH_SIZE", "5");
        Settings settings = declaration.parse(new String[] {"--kafka-topic", "two"}, environment);
        assertEquals("two", settings.text("KAFKA_TOPIC"));
        int batchSize = settings.positive("BATCH_SIZE", Integer::valueOf);
        assertEquals(5, batchSize);
        assertEquals("people", declaration.parse(new String[0], Map.of()).text("KAFKA_TOPIC"));
    }

    @Test
    void aFlagNeedsNoValue() {
        assertTrue(declaration.parse(new String[] {"--local"}, Map.of()).has("--local"));
        assertFalse(declaration.parse(new String[0], Map.of()).has("--local"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", ""})
    void whatIsNotANumberAboveZeroIsRefused(String value) {
        Settings settings = declaration.parse(new String[] {"--batch-size", value}, Map.of());
        String refusal = assertThrows(IllegalArgumentException.class,
            () -> settings.positive("BATCH_SIZE", Integer::valueOf)).getMessage();
        assertEquals("BATCH_SIZE must be a number above 0, but is " + value + ".", refusal);
    }

    @Test
    void anUnknownOptionIsRefusedWithTheOnesThereAre() {
        assertEquals("Unknown option --topic. Options: --local, --kafka-topic X, --batch-size X", refusal("--topic", "x"));
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertTrue(refusal("--kafka-topic").startsWith("Option --kafka-topic needs a value."));
    }

    private String refusal(String... args) {
        return assertThrows(IllegalArgumentException.class, () -> declaration.parse(args, Map.of())).getMessage();
    }
}
