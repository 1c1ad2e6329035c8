package {{package}};

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The pause after a failure: it doubles with each failure in a row, up to a limit. */
final class BackOff {
    static final long FIRST_MS = 250;
    static final long LONGEST_MS = 5_000;

    private final LongSupplier nanoTime;
    private long nextMs = FIRST_MS;
    private long overAt;

    BackOff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        overAt = nanoTime.getAsLong();
    }

    boolean isOver() {
        return nanoTime.getAsLong() - overAt >= 0;
    }

    /** Begins a pause and returns its length in milliseconds. */
    long failed() {
        long pauseMs = nextMs;
        overAt = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        nextMs = Math.min(2 * pauseMs, LONGEST_MS);
        return pauseMs;
    }

    void succeeded() {
        nextMs = FIRST_MS;
    }
}
