package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import {{package}}.support.PaymentTuples;
import {{package}}.support.RecordingCollector;

class FraudBoltTest {
    private static final long START = 1_700_000_000_000L;

    private final RecordingCollector collector = new RecordingCollector();
    private final FraudBolt bolt = new FraudBolt(500_00, 10_000, 5_000);

    @BeforeEach
    void prepare() {
        bolt.prepare(Map.of(), null, new OutputCollector(collector));
    }

    @Test
    void threePaymentsAboveTheLimitWithinTheWindowRaiseAnAlert() throws Exception {
        receive("1,Ada,Lovelace,500.01", START);
        receive("2,Ada,Lovelace,600", START + 9_000);
        receive("3,Ada,Lovelace,700", START + 10_000);
        assertEquals(List.of("Ada,Lovelace,1,2,3," + START + "," + (START + 10_000)), alerts());
        assertEquals("Ada Lovelace", collector.emitted.get(0).values().get(0));
    }

    @Test
    void paymentsUpToTheLimitOfOtherCardsOrFurtherApartDoNot() throws Exception {
        receive("1,Ada,Lovelace,500", START);
        receive("2,Ada,Lovelace,600", START + 1);
        receive("3,Ann,Lovelace,600", START + 2);
        receive("4,Ada,Lovelace,600", START + 3);
        receive("5,Ada,Lovelace,600", START + 10_002);
        assertEquals(List.of(), alerts());
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() throws Exception {
        receive("3,Ada,Lovelace,600", START + 3);
        receive("1,Ada,Lovelace,600", START + 1);
        receive("2,Ada,Lovelace,600", START + 2);
        assertEquals(List.of("Ada,Lovelace,1,2,3," + (START + 1) + "," + (START + 3)), alerts());
    }

    @Test
    void thePaymentsOfAnAlertAreUsedUp() throws Exception {
        for (int id = 1; id <= 6; id++) {
            receive(id + ",Ada,Lovelace,600", START + id);
        }
        assertEquals(2, alerts().size());
        assertEquals("Ada,Lovelace,4,5,6," + (START + 4) + "," + (START + 6), alerts().get(1));
    }

    @Test
    void aReplayedPaymentCountsOnce() throws Exception {
        receive("1,Ada,Lovelace,600", START);
        receive("1,Ada,Lovelace,600", START);
        receive("2,Ada,Lovelace,600", START + 1);
        assertEquals(List.of(), alerts());
        assertEquals(3, collector.acked.size());
    }

    private void receive(String line, long timestamp) throws Exception {
        bolt.execute(PaymentTuples.of(line, timestamp));
    }

    private List<Object> alerts() {
        return collector.emitted.stream().map(emission -> emission.values().get(1)).toList();
    }
}
