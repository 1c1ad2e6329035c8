package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Counts and sums payments per last name in tumbling windows of event time, and writes a result for each payment. */
public final class PaymentsJob {
    /** Above the time that a restart takes; readers of the output wait for a dead job's transaction as long. */
    private static final String TRANSACTION_TIMEOUT_MS = "60000";

    private PaymentsJob() {
    }

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        Options options = Options.parse(args, surroundings(environment), defaults());
        environment.setParallelism(options.parallelism());

        DataStream<KafkaLine> lines = environment
            .fromSource(source(options), watermarks(), options.input())
            .uid("payments");
        Outputs outputs = pipeline(lines, options);
        outputs.results().sinkTo(resultSink(options)).name(options.output()).uid("results");
        outputs.deadLetters().sinkTo(deadLetterSink(options)).name(options.deadLetters()).uid("dead-letters");
        environment.execute("{{artifact}}");
    }

    record Outputs(DataStream<Result> results, DataStream<DeadLetter> deadLetters) {
    }

    static Outputs pipeline(DataStream<KafkaLine> lines, Options options) {
        long windowMs = Duration.ofSeconds(options.number("window-seconds")).toMillis();
        SingleOutputStreamOperator<Payment> payments = lines.process(new ParsePayment()).name("parse").uid("parse");
        SingleOutputStreamOperator<Result> results = payments
            .keyBy(Payment::last)
            .window(TumblingEventTimeWindows.of(Duration.ofMillis(windowMs)))
            .allowedLateness(Duration.ofSeconds(options.number("grace-seconds")))
            .sideOutputLateData(LatePayments.TAG)
            // A result for each payment, not one when the window closes.
            .trigger(CountTrigger.of(1))
            .aggregate(new RunningTotals(), new CountedPayments())
            .name("count and sum")
            .uid("totals");
        DataStream<DeadLetter> late = results.getSideOutput(LatePayments.TAG).process(new LatePayments(windowMs)).name("late");
        return new Outputs(results, payments.getSideOutput(ParsePayment.MALFORMED).union(late));
    }

    /** The time of a record is when it was produced; a partition that is idle holds nobody up. */
    private static WatermarkStrategy<KafkaLine> watermarks() {
        return WatermarkStrategy.<KafkaLine>forMonotonousTimestamps().withIdleness(Duration.ofSeconds(1));
    }

    static KafkaSource<KafkaLine> source(Options options) {
        return KafkaSource.<KafkaLine>builder()
            .setBootstrapServers(options.bootstrapServers())
            .setTopics(options.input())
            .setGroupId(options.group())
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setDeserializer(new KafkaLine.Reader())
            .build();
    }

    static KafkaSink<Result> resultSink(Options options) {
        String topic = options.output();
        return sink(options, "results", new TopicWriter<>(topic, result ->
            new ProducerRecord<>(topic, result.key().getBytes(UTF_8), result.value().getBytes(UTF_8))));
    }

    static KafkaSink<DeadLetter> deadLetterSink(Options options) {
        String topic = options.deadLetters();
        return sink(options, "dead-letters", new TopicWriter<>(topic, letter -> letter.toRecord(topic)));
    }

    private static <T> KafkaSink<T> sink(Options options, String name, KafkaRecordSerializationSchema<T> serializer) {
        Properties producer = new Properties();
        producer.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
        return KafkaSink.<T>builder()
            .setBootstrapServers(options.bootstrapServers())
            .setKafkaProducerConfig(producer)
            .setDeliveryGuarantee(options.exactlyOnce() ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
            .setTransactionalIdPrefix(options.group() + "-" + name)
            .setRecordSerializer(serializer)
            .build();
    }

    /** Environment variables, or parameters of the same names that the job was submitted with. */
    static Map<String, String> surroundings(StreamExecutionEnvironment environment) {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(environment.getConfig().getGlobalJobParameters().toMap());
        return all;
    }

    static Map<String, String> defaults() {
        return Map.of(
            "kafka-bootstrap-servers", "127.0.0.1:9092",
            "input-topic", "{{input}}",
            "output-topic", "{{output}}",
            "dead-letter-topic", "",
            "group", "{{group}}",
            "window-seconds", "10",
            "grace-seconds", "5",
            "parallelism", "2",
            "guarantee", "{{guarantee}}");
    }
}
