package {{package}};

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Complex event processing: three payments above the limit by one card within ten seconds raise an alert. */
public final class FraudJob {
    private static final String PAYMENTS = "payments";
    private static final OutputTag<TimedPayment> LATE = new OutputTag<>("late") { };

    private FraudJob() {
    }

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        Options options = Options.parse(args, PaymentsJob.surroundings(environment), defaults());
        environment.setParallelism(options.parallelism());

        DataStream<KafkaLine> lines = environment
            .fromSource(PaymentsJob.source(options), watermarks(options), options.input())
            .uid("payments");
        PaymentsJob.Outputs outputs = pipeline(lines, options);
        outputs.results().sinkTo(PaymentsJob.resultSink(options)).name(options.output()).uid("alerts");
        outputs.deadLetters().sinkTo(PaymentsJob.deadLetterSink(options)).name(options.deadLetters()).uid("dead-letters");
        environment.execute("{{artifact}}-fraud");
    }

    static PaymentsJob.Outputs pipeline(DataStream<KafkaLine> lines, Options options) {
        SingleOutputStreamOperator<Payment> payments = lines.process(new ParsePayment()).name("parse").uid("parse");
        DataStream<TimedPayment> cards = payments
            .process(new TimedPayment.Stamp()).name("event time")
            .keyBy(timed -> CardPayments.card(timed.payment()));
        SingleOutputStreamOperator<Result> alerts = CEP.pattern(cards, threeAbove(CardPayments.limit(options), options))
            .sideOutputLateData(LATE)
            .process(new Alert())
            .name("three large payments")
            .uid("fraud");
        DataStream<DeadLetter> late = alerts.getSideOutput(LATE)
            .map(timed -> new DeadLetter(null, timed.payment().line(), "late: event time has passed it", null, 0, 0));
        return new PaymentsJob.Outputs(alerts, payments.getSideOutput(ParsePayment.MALFORMED).union(late));
    }

    /** A payment belongs to one alert at most. */
    private static Pattern<TimedPayment, ?> threeAbove(long limitCents, Options options) {
        return Pattern.<TimedPayment>begin(PAYMENTS, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(SimpleCondition.of(timed -> timed.payment().cents() > limitCents))
            .times(3)
            // Without the millisecond, payments exactly a window apart would not match.
            .within(Duration.ofSeconds(options.number("window-seconds")).plusMillis(1));
    }

    private static final class Alert extends PatternProcessFunction<TimedPayment, Result> {
        private static final long serialVersionUID = 1;

        @Override
        public void processMatch(Map<String, List<TimedPayment>> match, Context context, Collector<Result> out) {
            List<TimedPayment> three = match.get(PAYMENTS);
            Payment payment = three.get(0).payment();
            List<String> ids = three.stream().map(timed -> timed.payment().id()).toList();
            out.collect(new Result(CardPayments.card(payment),
                CardPayments.alert(payment, ids, three.get(0).time(), three.get(2).time())));
        }
    }

    /** The pattern sees payments in the order of their times: it waits as long for those that are late. */
    private static WatermarkStrategy<KafkaLine> watermarks(Options options) {
        return WatermarkStrategy.<KafkaLine>forBoundedOutOfOrderness(Duration.ofSeconds(options.number("grace-seconds")))
            .withIdleness(Duration.ofSeconds(1));
    }

    static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>(PaymentsJob.defaults());
        defaults.put("output-topic", "payments-alerts");
        defaults.put("group", "{{group}}-fraud");
        defaults.put("limit", "500.00");
        return defaults;
    }
}
