package {{package}};

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Makes dead letters of payments that arrive after their window has closed. */
final class LatePayments extends ProcessFunction<Payment, DeadLetter> {
    static final OutputTag<Payment> TAG = new OutputTag<>("late") { };

    private static final long serialVersionUID = 1;

    private final long windowMs;

    LatePayments(long windowMs) {
        this.windowMs = windowMs;
    }

    @Override
    public void processElement(Payment payment, Context context, Collector<DeadLetter> out) {
        long windowStart = context.timestamp() - Math.floorMod(context.timestamp(), windowMs);
        out.collect(new DeadLetter(null, payment.line(), Payment.late(windowStart), null, 0, 0));
    }
}
