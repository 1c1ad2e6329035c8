package {{package}};

import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the large payments of each card in a store, and forwards an alert as soon as three of them are close enough. */
final class FraudProcessor implements Processor<String, String, String, String> {
    private final long limitCents;
    private final Duration window;
    private final Duration grace;
    private ProcessorContext<String, String> context;
    private KeyValueStore<String, String> cards;

    FraudProcessor(long limitCents, Duration window, Duration grace) {
        this.limitCents = limitCents;
        this.window = window;
        this.grace = grace;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
        this.context = context;
        cards = context.getStateStore(FraudApp.STORE);
        context.schedule(window, PunctuationType.STREAM_TIME, this::forgetOld);
    }

    @Override
    public void process(Record<String, String> record) {
        Payment payment = Checked.parse(record.value()).payment();
        if (payment.cents() <= limitCents) {
            return;
        }
        CardPayments recent = CardPayments.of(cards.get(record.key()));
        recent.add(payment, record.timestamp(), window.toMillis())
            .ifPresent(alert -> context.forward(record.withValue(alert)));
        save(record.key(), recent);
    }

    /** A payment this old can no longer be part of an alert: one that would complete it would be late. */
    private void forgetOld(long streamTime) {
        long oldest = streamTime - window.plus(grace).toMillis();
        try (KeyValueIterator<String, String> all = cards.all()) {
            while (all.hasNext()) {
                KeyValue<String, String> card = all.next();
                CardPayments recent = CardPayments.of(card.value);
                recent.forgetBefore(oldest);
                save(card.key, recent);
            }
        }
    }

    private void save(String card, CardPayments recent) {
        if (recent.isEmpty()) {
            cards.delete(card);
        } else {
            cards.put(card, recent.text());
        }
    }
}
