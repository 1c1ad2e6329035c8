package {{package}}.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void theDefaultsAreTheLocalStack() {
        Options options = parse();
        assertEquals(new Options(false, "counting", "127.0.0.1:9092", "{{input}}", "counted", "{{input}}-dead-letter",
            "{{group}}-counting", 10_000, 5_000, 2, 500_00, 0.05, 2_000, 256), options);
    }

    @Test
    void eachTopologyReadsWithAGroupOfItsOwn() {
        assertEquals("{{group}}-other", parse("--topology-name", "other").group());
        assertEquals("mine", parse("--group", "mine").group());
    }

    @Test
    void theLimitIsExact() {
        assertEquals(99_99, parse("--limit", "99.99").limitCents());
    }

    @Test
    void exactlyOnceIsRefused() {
        String refusal = assertThrows(IllegalArgumentException.class, () -> parse("--guarantee", "exactly-once")).getMessage();
        assertTrue(refusal.startsWith("GUARANTEE must be at-least-once"), refusal);
    }

    private static Options parse(String... args) {
        return Options.parse(args, Map.of(), "counting", "counted");
    }
}
