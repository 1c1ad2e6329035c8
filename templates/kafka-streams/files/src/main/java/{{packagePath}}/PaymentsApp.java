package {{package}};

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.WindowStore;

/** Counts and sums payments per last name in tumbling windows of event time, and writes a result for each payment. */
public final class PaymentsApp {
    private static final Serde<String> TEXT = Serdes.String();

    private PaymentsApp() {
    }

    public static void main(String[] args) throws InterruptedException {
        Options options = Options.parse(args, System.getenv(), defaults());
        run(topology(options), settings(options));
    }

    /** Runs until it is asked to stop. */
    static void run(Topology topology, Properties settings) throws InterruptedException {
        KafkaStreams streams = new KafkaStreams(topology, settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            streams.close(CloseOptions
                // Without it, the next instance waits until the session of this one times out.
                .groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(Duration.ofSeconds(10)));
            stopped.countDown();
        }));
        streams.setUncaughtExceptionHandler(failure -> {
            failure.printStackTrace();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
        stopped.await();
    }

    static Topology topology(Options options) {
        Duration window = Duration.ofSeconds(options.number("window-seconds"));
        Duration grace = Duration.ofSeconds(options.number("grace-seconds"));
        StreamsBuilder builder = new StreamsBuilder();

        KStream<String, Checked> payments = withoutDeadLetters(
            builder.stream(options.input(), Consumed.with(TEXT, TEXT)).mapValues(Checked::parse), "malformed", options);

        KStream<String, Checked> timely = withoutDeadLetters(
            payments
                .map((key, checked) -> KeyValue.pair(checked.payment().last(), checked.line()))
                .repartition(Repartitioned.with(TEXT, TEXT).withName("by-last-name").withNumberOfPartitions(options.parallelism()))
                .mapValues(Checked::parse)
                .processValues(() -> new LateFilter(window, grace)), "late", options);

        timely
            .mapValues(Checked::line)
            .groupByKey(Grouped.with(TEXT, TEXT))
            .windowedBy(TimeWindows.ofSizeAndGrace(window, grace))
            .aggregate(Totals::none, (last, line, totals) -> totals.plus(line),
                Materialized.<String, Totals, WindowStore<Bytes, byte[]>>as("totals")
                    .withKeySerde(TEXT).withValueSerde(Totals.SERDE).withRetention(window.plus(grace)))
            .toStream((windowed, totals) -> windowed.key() + "@" + windowed.window().start())
            .map((key, totals) -> {
                int at = key.lastIndexOf('@');
                return KeyValue.pair(key.substring(0, at), totals.result(Long.parseLong(key.substring(at + 1))));
            })
            .to(options.output(), Produced.with(TEXT, TEXT));
        return builder.build();
    }

    static KStream<String, Checked> withoutDeadLetters(KStream<String, Checked> all, String name, Options options) {
        Map<String, KStream<String, Checked>> branches = all
            .split(org.apache.kafka.streams.kstream.Named.as(name))
            .branch((key, checked) -> checked.reason() != null, Branched.as("-letters"))
            .defaultBranch(Branched.as("-others"));
        branches.get(name + "-letters")
            .processValues(DeadLetterHeaders::new)
            .to(options.deadLetters(), Produced.with(TEXT, TEXT));
        return branches.get(name + "-others");
    }

    static Properties settings(Options options) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, options.group());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            options.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.parallelism());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, options.number("commit-interval-ms"));
        // A result for each payment: a cache would keep all but the last of a window back.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
            BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, options.text("state-dir"));
        // A killed instance is noticed, and its open transaction ends, after seconds.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1500);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return settings;
    }

    static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("kafka-bootstrap-servers", "127.0.0.1:9092");
        defaults.put("input-topic", "{{input}}");
        defaults.put("output-topic", "{{output}}");
        defaults.put("dead-letter-topic", "");
        defaults.put("group", "{{group}}");
        defaults.put("window-seconds", "10");
        defaults.put("grace-seconds", "5");
        defaults.put("parallelism", "2");
        defaults.put("guarantee", "{{guarantee}}");
        defaults.put("commit-interval-ms", "1000");
        defaults.put("state-dir", System.getProperty("java.io.tmpdir") + "/kafka-streams");
        return defaults;
    }
}
