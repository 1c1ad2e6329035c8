package {{package}}.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    @Test
    void pausesDoubleUpToTheLongest() {
        List<Long> pauses = Stream.generate(backOff::failed).limit(7).toList();
        assertEquals(List.of(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L), pauses);
    }

    @Test
    void successMakesTheNextPauseShortAgain() {
        backOff.failed();
        backOff.failed();
        backOff.succeeded();
        assertEquals(BackOff.FIRST_MS, backOff.failed());
    }
}
