package {{package}};

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.streaming.GroupState;

/** Keeps the large payments of one card as state, until event time has left them behind; malformed records have no card. */
final class WatchCard implements FlatMapGroupsWithStateFunction<String, Line, CardPayments, Output> {
    private static final long serialVersionUID = 1;

    private final long limitCents;
    private final long windowMs;

    WatchCard(long limitCents, long windowMs) {
        this.limitCents = limitCents;
        this.windowMs = windowMs;
    }

    @Override
    public Iterator<Output> call(String card, Iterator<Line> lines, GroupState<CardPayments> state) {
        CardPayments recent = state.exists() ? state.get() : new CardPayments();
        long watermark = state.getCurrentWatermarkMs();
        List<Output> outputs = new ArrayList<>();
        List<Line> inOrder = new ArrayList<>();
        lines.forEachRemaining(inOrder::add);
        inOrder.sort(Comparator.comparing(Line::getTimestamp));
        for (Line line : inOrder) {
            watch(card, line, recent, outputs);
        }
        recent.forgetBefore(watermark - windowMs);
        if (recent.isEmpty()) {
            if (state.exists()) {
                state.remove();
            }
        } else {
            state.update(recent);
            // It has to lie after the watermark.
            state.setTimeoutTimestamp(Math.max(recent.latest() + windowMs, watermark) + 1);
        }
        return outputs.iterator();
    }

    private void watch(String card, Line line, CardPayments recent, List<Output> outputs) {
        try {
            Payment payment = Payment.parse(line.getValue() == null ? "" : line.getValue());
            if (payment.cents() > limitCents) {
                recent.add(payment, line.getTimestamp().getTime(), windowMs)
                    .ifPresent(alert -> outputs.add(Output.result(card, alert)));
            }
        } catch (MalformedPaymentException malformed) {
            outputs.add(Output.deadLetter(line, malformed.getMessage()));
        }
    }
}
