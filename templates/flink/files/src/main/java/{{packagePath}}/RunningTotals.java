package {{package}};

import org.apache.flink.api.common.functions.AggregateFunction;

/** What a last name has paid in a window so far, and the payment that came last. */
final class RunningTotals implements AggregateFunction<Payment, RunningTotals.Totals, RunningTotals.Totals> {
    private static final long serialVersionUID = 1;

    /** Payment is null before the first one. */
    public record Totals(Payment payment, long count, long cents) {
    }

    @Override
    public Totals createAccumulator() {
        return new Totals(null, 0, 0);
    }

    @Override
    public Totals add(Payment payment, Totals totals) {
        return new Totals(payment, totals.count() + 1, totals.cents() + payment.cents());
    }

    @Override
    public Totals getResult(Totals totals) {
        return totals;
    }

    @Override
    public Totals merge(Totals a, Totals b) {
        throw new UnsupportedOperationException("tumbling windows are not merged");
    }
}
