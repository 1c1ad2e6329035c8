package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FraudAppTest {
    @TempDir
    Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, String> payments;
    private TestOutputTopic<String, String> alerts;
    private TestOutputTopic<String, String> deadLetters;

    @BeforeEach
    void open() {
        Options options = Options.parse(new String[] {"--state-dir", stateDir.toString()}, Map.of(), FraudApp.defaults());
        driver = new TopologyTestDriver(FraudApp.topology(options), PaymentsApp.settings(options));
        payments = driver.createInputTopic(options.input(), new StringSerializer(), new StringSerializer());
        alerts = driver.createOutputTopic(options.output(), new StringDeserializer(), new StringDeserializer());
        deadLetters = driver.createOutputTopic(options.deadLetters(), new StringDeserializer(), new StringDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void threeLargePaymentsWithinTenSecondsRaiseOneAlert() {
        payments.pipeInput(null, "11,Ada,Lovelace,500.01", 0);
        payments.pipeInput(null, "13,Ada,Lovelace,700", 10_000);
        payments.pipeInput(null, "12,Ada,Lovelace,600", 9_000);
        payments.pipeInput(null, "14,Ada,Lovelace,600", 11_000);
        payments.pipeInput(null, "15,Grace,Hopper,9000", 0);
        payments.pipeInput(null, "16,Grace,Hopper,500", 1);
        payments.pipeInput(null, "17,Grace,Hopper,9000", 2);
        payments.pipeInput(null, "nonsense", 3);
        assertEquals(List.of(KeyValue.pair("Ada Lovelace", "Ada,Lovelace,11,12,13,0,10000")), alerts.readKeyValuesToList());
        assertEquals(List.of("nonsense"), deadLetters.readValuesToList());
    }

    @Test
    void oldPaymentsAreForgotten() {
        payments.pipeInput(null, "1,Ada,Lovelace,600", 0);
        assertEquals(1, driver.getKeyValueStore(FraudApp.STORE).approximateNumEntries());
        payments.pipeInput(null, "2,Grace,Hopper,1", 30_000);
        assertEquals(0, driver.getKeyValueStore(FraudApp.STORE).approximateNumEntries());
    }
}
