package {{package}};

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Writes the totals of a window as a result for the payment that came last. */
final class CountedPayments extends ProcessWindowFunction<RunningTotals.Totals, Result, String, TimeWindow> {
    private static final long serialVersionUID = 1;

    @Override
    public void process(String last, Context context, Iterable<RunningTotals.Totals> all, Collector<Result> out) {
        for (RunningTotals.Totals totals : all) {
            out.collect(new Result(last, totals.payment().counted(context.window().getStart(), totals.count(), totals.cents())));
        }
    }
}
