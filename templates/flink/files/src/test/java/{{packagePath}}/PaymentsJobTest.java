package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentsJobTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder().setNumberTaskManagers(1).setNumberSlotsPerTaskManager(2).build());

    private static final Options OPTIONS = Options.parse(new String[0], Map.of(), PaymentsJob.defaults());

    /** Offsets stand for times here, in milliseconds. */
    private static KafkaLine at(long time, String value) {
        return new KafkaLine("payments", 0, time, null, value);
    }

    private static List<String> run(KafkaLine... lines) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        DataStream<KafkaLine> source = environment.fromData(lines).assignTimestampsAndWatermarks(
            WatermarkStrategy.<KafkaLine>forGenerator(context -> new EachRecord()).withTimestampAssigner((line, old) -> line.offset()));
        PaymentsJob.Outputs outputs = PaymentsJob.pipeline(source, OPTIONS);
        DataStream<String> all = outputs.results().map(Result::value)
            .union(outputs.deadLetters().map(letter -> letter.reason() + " | " + letter.value()));
        try (var collected = all.executeAndCollect()) {
            Iterable<String> texts = () -> collected;
            return Stream.of(texts.spliterator()).flatMap(each -> java.util.stream.StreamSupport.stream(each, false)).sorted().toList();
        }
    }

    @Test
    void eachPaymentHasAResultWithTheTotalsOfItsWindow() throws Exception {
        assertEquals(
            List.of(
                "1,Ada,Lovelace,10.00,small,0,1,10.00",
                "2,Alan,Turing,150.00,medium,0,1,150.00",
                "3,Ann,Lovelace,0.50,small,0,2,10.50",
                "4,Ada,Lovelace,2000.00,large,10000,1,2000.00"),
            run(at(1000, "1,Ada,Lovelace,10"), at(2000, "2,Alan,Turing,150"), at(9999, "3,Ann,Lovelace,0.5"),
                at(10_000, "4,Ada,Lovelace,2000")));
    }

    @Test
    void malformedRecordsAreDeadLetters() throws Exception {
        assertEquals(
            List.of(
                "2,Ada,Lovelace,1.00,small,0,1,1.00",
                "empty field | 1,,Lovelace,1",
                "expected id,first,last,amount | nonsense",
                "invalid amount: x | 1,Ada,Lovelace,x"),
            run(at(1, "nonsense"), at(2, "1,,Lovelace,1"), at(3, "1,Ada,Lovelace,x"), at(4, "2,Ada,Lovelace,1")));
    }

    @Test
    void aPaymentWithinTheGraceIsCountedAndALaterOneIsADeadLetter() throws Exception {
        assertEquals(
            List.of(
                "1,Ada,Lovelace,1.00,small,0,1,1.00",
                "2,Ada,Lovelace,1.00,small,10000,1,1.00",
                "3,Ada,Lovelace,1.00,small,0,2,2.00",
                "4,Ada,Lovelace,1.00,small,10000,2,2.00",
                "late: window 0 closed | 5,Ada,Lovelace,1"),
            run(at(9000, "1,Ada,Lovelace,1"), at(14_000, "2,Ada,Lovelace,1"), at(8000, "3,Ada,Lovelace,1"),
                at(15_001, "4,Ada,Lovelace,1"), at(7000, "5,Ada,Lovelace,1")));
    }

    /** Event time follows each record at once, so that a test does not depend on a clock. */
    private static final class EachRecord implements WatermarkGenerator<KafkaLine> {
        private long highest = Long.MIN_VALUE;

        @Override
        public void onEvent(KafkaLine line, long time, WatermarkOutput output) {
            highest = Math.max(highest, time);
            output.emitWatermark(new Watermark(highest - 1));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // Nothing is left to emit.
        }
    }
}
