package {{package}};

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Passes valid payments on, and malformed records to a side output. */
final class ParsePayment extends ProcessFunction<KafkaLine, Payment> {
    static final OutputTag<DeadLetter> MALFORMED = new OutputTag<>("malformed") { };

    private static final long serialVersionUID = 1;

    @Override
    public void processElement(KafkaLine line, Context context, Collector<Payment> out) {
        try {
            out.collect(Payment.parse(line.value() == null ? "" : line.value()));
        } catch (MalformedPaymentException malformed) {
            context.output(MALFORMED, new DeadLetter(
                line.key(), line.value(), malformed.getMessage(), line.topic(), line.partition(), line.offset()));
        }
    }
}
