package {{package}};

import java.time.Duration;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Marks payments that the windows behind it would drop without a word, since theirs has closed. */
final class LateFilter implements FixedKeyProcessor<String, Checked, Checked> {
    private final long windowMs;
    private final long graceMs;
    private FixedKeyProcessorContext<String, Checked> context;
    private long highest = Long.MIN_VALUE;

    LateFilter(Duration window, Duration grace) {
        windowMs = window.toMillis();
        graceMs = grace.toMillis();
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Checked> context) {
        this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<String, Checked> record) {
        highest = Math.max(highest, Math.max(record.timestamp(), context.currentStreamTimeMs()));
        long windowStart = record.timestamp() - Math.floorMod(record.timestamp(), windowMs);
        boolean late = windowStart + windowMs + graceMs <= highest;
        context.forward(late ? record.withValue(record.value().refused(Payment.late(windowStart))) : record);
    }
}
