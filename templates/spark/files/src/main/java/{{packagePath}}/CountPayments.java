package {{package}};

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.streaming.GroupState;

/** Counts the payments of one last name; records without a last name are malformed. */
final class CountPayments implements FlatMapGroupsWithStateFunction<String, Line, Windows, Output> {
    private static final long serialVersionUID = 1;

    private final long windowMs;

    CountPayments(long windowMs) {
        this.windowMs = windowMs;
    }

    @Override
    public Iterator<Output> call(String last, Iterator<Line> lines, GroupState<Windows> state) {
        Windows windows = state.exists() ? state.get() : new Windows();
        // The highest event time of the batches before, less the grace.
        long watermark = state.getCurrentWatermarkMs();
        windows.closeUpTo(watermark, windowMs);
        List<Output> outputs = new ArrayList<>();
        lines.forEachRemaining(line -> outputs.add(output(last, line, windows, watermark)));
        if (windows.isEmpty()) {
            if (state.exists()) {
                state.remove();
            }
        } else {
            state.update(windows);
        }
        return outputs.iterator();
    }

    private Output output(String last, Line line, Windows windows, long watermark) {
        long time = line.getTimestamp().getTime();
        long windowStart = time - Math.floorMod(time, windowMs);
        try {
            Payment payment = Payment.parse(line.getValue() == null ? "" : line.getValue());
            if (windowStart + windowMs <= watermark) {
                return Output.deadLetter(line, Payment.late(windowStart));
            }
            Windows.Totals totals = windows.add(windowStart, payment.cents());
            return Output.result(last, payment.counted(windowStart, totals.count(), totals.cents()));
        } catch (MalformedPaymentException malformed) {
            return Output.deadLetter(line, malformed.getMessage());
        }
    }
}
