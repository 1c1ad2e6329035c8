package {{package}};

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentsAppTest {
    @TempDir
    Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, String> payments;
    private TestOutputTopic<String, String> results;
    private TestOutputTopic<String, String> deadLetters;

    @BeforeEach
    void open() {
        Options options = Options.parse(new String[] {"--state-dir", stateDir.toString()}, Map.of(), PaymentsApp.defaults());
        Properties settings = PaymentsApp.settings(options);
        driver = new TopologyTestDriver(PaymentsApp.topology(options), settings);
        payments = driver.createInputTopic(options.input(), new StringSerializer(), new StringSerializer());
        results = driver.createOutputTopic(options.output(), new StringDeserializer(), new StringDeserializer());
        deadLetters = driver.createOutputTopic(options.deadLetters(), new StringDeserializer(), new StringDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void eachPaymentHasAResultWithTheTotalsOfItsWindow() {
        payments.pipeInput(null, "1,Ada,Lovelace,10", 1000);
        payments.pipeInput(null, "2,Alan,Turing,150", 2000);
        payments.pipeInput(null, "3,Ann,Lovelace,0.5", 9999);
        payments.pipeInput(null, "4,Ada,Lovelace,2000", 10_000);
        assertEquals(
            List.of(
                "1,Ada,Lovelace,10.00,small,0,1,10.00",
                "2,Alan,Turing,150.00,medium,0,1,150.00",
                "3,Ann,Lovelace,0.50,small,0,2,10.50",
                "4,Ada,Lovelace,2000.00,large,10000,1,2000.00"),
            results.readValuesToList());
    }

    @Test
    void aResultHasTheLastNameAsItsKey() {
        payments.pipeInput("any", "1,Ada,Love@lace,10", 1000);
        assertEquals("Love@lace", results.readRecord().key());
    }

    @Test
    void aMalformedRecordIsADeadLetterAsItCame() {
        payments.pipeInput("key", "nonsense", 1);
        TestRecord<String, String> letter = deadLetters.readRecord();
        assertEquals("key", letter.key());
        assertEquals("nonsense", letter.value());
        assertEquals("expected id,first,last,amount", new String(letter.headers().lastHeader("dead-letter.reason").value(), UTF_8));
    }

    @Test
    void aPaymentWithinTheGraceIsCountedAndALaterOneIsADeadLetter() {
        payments.pipeInput(null, "1,Ada,Lovelace,1", 9000);
        payments.pipeInput(null, "2,Ada,Lovelace,1", 14_000);
        payments.pipeInput(null, "3,Ada,Lovelace,1", 8000);
        payments.pipeInput(null, "4,Ada,Lovelace,1", 15_000);
        payments.pipeInput(null, "5,Ada,Lovelace,1", 7000);
        assertEquals(4, results.readValuesToList().size());
        TestRecord<String, String> letter = deadLetters.readRecord();
        assertEquals("5,Ada,Lovelace,1", letter.value());
        assertEquals("late: window 0 closed", new String(letter.headers().lastHeader("dead-letter.reason").value(), UTF_8));
    }
}
