package {{package}};

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** A payment and its event time in milliseconds, which an alert names. */
public record TimedPayment(Payment payment, long time) {

    static final class Stamp extends ProcessFunction<Payment, TimedPayment> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement(Payment payment, Context context, Collector<TimedPayment> out) {
            out.collect(new TimedPayment(payment, context.timestamp()));
        }
    }
}
