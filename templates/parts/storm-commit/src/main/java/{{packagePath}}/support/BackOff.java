package {{package}}.support;

/** The pause after a failure: it doubles with each failure in a row, up to a limit. */
final class BackOff {
    static final long FIRST_MS = 250;
    static final long LONGEST_MS = 5_000;

    private long nextMs = FIRST_MS;

    /** Returns how long to pause, in milliseconds. */
    long failed() {
        long pauseMs = nextMs;
        nextMs = Math.min(2 * pauseMs, LONGEST_MS);
        return pauseMs;
    }

    void succeeded() {
        nextMs = FIRST_MS;
    }
}
