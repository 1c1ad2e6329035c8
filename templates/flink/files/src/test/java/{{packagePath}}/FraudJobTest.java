package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FraudJobTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder().setNumberTaskManagers(1).setNumberSlotsPerTaskManager(2).build());

    private static List<String> run(KafkaLine... lines) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        // Event time ends with the input, and does not pass any payment before.
        DataStream<KafkaLine> source = environment.fromData(lines).assignTimestampsAndWatermarks(
            WatermarkStrategy.<KafkaLine>noWatermarks().withTimestampAssigner((line, old) -> line.offset()));
        PaymentsJob.Outputs outputs = FraudJob.pipeline(source, Options.parse(new String[0], Map.of(), FraudJob.defaults()));
        DataStream<String> all = outputs.results().map(Result::value)
            .union(outputs.deadLetters().map(letter -> letter.reason() + " | " + letter.value()));
        try (var collected = all.executeAndCollect()) {
            Iterable<String> texts = () -> collected;
            return StreamSupport.stream(texts.spliterator(), false).sorted().toList();
        }
    }

    private static KafkaLine at(long time, String value) {
        return new KafkaLine("payments", 0, time, null, value);
    }

    @Test
    void threeLargePaymentsWithinTenSecondsRaiseOneAlertInTheOrderOfTheirTimes() throws Exception {
        assertEquals(
            List.of("Ada,Lovelace,11,12,13,0,10000", "expected id,first,last,amount | nonsense"),
            run(at(0, "11,Ada,Lovelace,500.01"), at(10_000, "13,Ada,Lovelace,700"), at(9_000, "12,Ada,Lovelace,600"),
                at(11_000, "14,Ada,Lovelace,600"), at(0, "15,Grace,Hopper,9000"), at(1, "16,Grace,Hopper,500"),
                at(2, "17,Grace,Hopper,9000"), at(3, "nonsense")));
    }

    @Test
    void paymentsFurtherApartRaiseNone() throws Exception {
        assertEquals(List.of(),
            run(at(0, "1,Ada,Lovelace,600"), at(5_000, "2,Ada,Lovelace,600"), at(10_001, "3,Ada,Lovelace,600")));
    }
}
