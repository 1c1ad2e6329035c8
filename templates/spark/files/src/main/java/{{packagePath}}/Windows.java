package {{package}};

import java.io.Serializable;
import java.util.TreeMap;

/** The open windows of one last name, by their start in milliseconds. */
public final class Windows implements Serializable {
    private static final long serialVersionUID = 1;

    private final TreeMap<Long, long[]> totals = new TreeMap<>();

    record Totals(long count, long cents) {
    }

    Totals add(long windowStart, long cents) {
        long[] sums = totals.computeIfAbsent(windowStart, start -> new long[2]);
        sums[0] += 1;
        sums[1] += cents;
        return new Totals(sums[0], sums[1]);
    }

    void closeUpTo(long watermark, long windowMs) {
        totals.headMap(watermark - windowMs, true).clear();
    }

    boolean isEmpty() {
        return totals.isEmpty();
    }
}
