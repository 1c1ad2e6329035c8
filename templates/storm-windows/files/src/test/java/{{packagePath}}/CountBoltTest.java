package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import {{package}}.support.PaymentTuples;
import {{package}}.support.RecordingCollector;

class CountBoltTest {
    private static final long START = 1_700_000_000_000L;

    private final RecordingCollector collector = new RecordingCollector();
    private final CountBolt bolt = new CountBolt(10_000, 5_000);

    @BeforeEach
    void prepare() {
        bolt.prepare(Map.of(), null, new OutputCollector(collector));
    }

    @Test
    void eachPaymentGivesTheRunningCountAndSumOfItsNameAndWindow() throws Exception {
        receive("1,Ada,Lovelace,12.5", START);
        receive("2,Grace,Hopper,100", START + 1);
        receive("3,Ada,Lovelace,1000", START + 9_999);
        receive("4,Ada,Lovelace,1", START + 10_000);
        assertEquals(List.of(
            "1,Ada,Lovelace,12.50,small," + START + ",1,12.50",
            "2,Grace,Hopper,100.00,medium," + START + ",1,100.00",
            "3,Ada,Lovelace,1000.00,large," + START + ",2,1012.50",
            "4,Ada,Lovelace,1.00,small," + (START + 10_000) + ",1,1.00"), values());
        assertEquals("Lovelace", collector.emitted.get(0).values().get(0));
    }

    @Test
    void outOfOrderPaymentsCountUntilTheGracePeriodIsOver() throws Exception {
        receive("1,Ada,Lovelace,1", START);
        receive("2,Ada,Lovelace,1", START + 14_999);
        receive("3,Ada,Lovelace,1", START + 1);
        assertEquals("3,Ada,Lovelace,1.00,small," + START + ",2,2.00", values().get(2));

        receive("4,Ada,Lovelace,1", START + 15_000);
        Tuple late = receive("5,Ada,Lovelace,1", START + 2);
        RecordingCollector.Emission letter = collector.emitted.get(4);
        assertEquals(CountBolt.LATE, letter.stream());
        assertEquals(List.of(late), letter.anchors());
        assertEquals("late: window " + START + " closed", letter.values().get(6));
        assertEquals(5, collector.acked.size());
    }

    private Tuple receive(String line, long timestamp) throws Exception {
        Tuple tuple = PaymentTuples.of(line, timestamp);
        bolt.execute(tuple);
        return tuple;
    }

    private List<Object> values() {
        return collector.emitted.stream().map(emission -> emission.values().get(1)).toList();
    }
}
