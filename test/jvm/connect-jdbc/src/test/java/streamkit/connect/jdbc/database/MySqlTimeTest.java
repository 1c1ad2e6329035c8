package streamkit.connect.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlTimeTest {

    @ParameterizedTest
    @CsvSource({"-00:20:00.0, PT-20M", "31:15:00, PT31H15M", "-100:00:00.25, PT-100H-0.25S", "23:59:59.000001, PT23H59M59.000001S"})
    void textIsRead(String text, Duration expected) {
        assertEquals(expected, MySqlTime.parse(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @CsvSource({"0100000000001400, PT-20M", "010000000002000120a10700, PT-2H-1.5S", "0104000000040000, PT-100H", "'', PT0S"})
    void theBinaryFormIsRead(String bytes, Duration expected) {
        assertEquals(expected, MySqlTime.parse(HexFormat.of().parseHex(bytes)));
    }

    @ParameterizedTest
    @CsvSource({"PT-20M, -00:20:00", "PT31H15M, 31:15:00", "PT-100H-1S, -100:00:01"})
    void textIsAsTheDatabaseShowsIt(Duration time, String expected) {
        assertEquals(expected, MySqlTime.text(time));
    }
}
