package {{package}};

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Three payments above the limit by one card within ten seconds raise an alert. */
public final class FraudApp {
    static final String STORE = "cards";
    private static final Serde<String> TEXT = Serdes.String();

    private FraudApp() {
    }

    public static void main(String[] args) throws InterruptedException {
        Options options = Options.parse(args, System.getenv(), defaults());
        PaymentsApp.run(topology(options), PaymentsApp.settings(options));
    }

    static Topology topology(Options options) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, Checked> payments = PaymentsApp.withoutDeadLetters(
            builder.stream(options.input(), Consumed.with(TEXT, TEXT)).mapValues(Checked::parse), "malformed", options);
        payments
            .map((key, checked) -> KeyValue.pair(CardPayments.card(checked.payment()), checked.line()))
            .repartition(Repartitioned.with(TEXT, TEXT).withName("by-card").withNumberOfPartitions(options.parallelism()))
            .process(new Fraud(options))
            .to(options.output(), Produced.with(TEXT, TEXT));
        return builder.build();
    }

    /** The processor, and the store that it brings along. */
    private record Fraud(Options options) implements ProcessorSupplier<String, String, String, String> {
        @Override
        public Processor<String, String, String, String> get() {
            return new FraudProcessor(CardPayments.limit(options),
                Duration.ofSeconds(options.number("window-seconds")), Duration.ofSeconds(options.number("grace-seconds")));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), TEXT, TEXT));
        }
    }

    static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>(PaymentsApp.defaults());
        defaults.put("output-topic", "payments-alerts");
        defaults.put("group", "{{group}}-fraud");
        defaults.put("limit", "500.00");
        return defaults;
    }
}
