package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private long nowMs;
    private final BackOff backOff = new BackOff(() -> TimeUnit.MILLISECONDS.toNanos(nowMs));

    @Test
    void thereIsNoPauseBeforeTheFirstFailure() {
        assertTrue(backOff.isOver());
    }

    @Test
    void aPauseIsOverAfterItsLength() {
        long pause = backOff.failed();
        nowMs = pause - 1;
        assertFalse(backOff.isOver());
        nowMs = pause;
        assertTrue(backOff.isOver());
    }

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
