package streamkit.connect.jdbc.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In Lisbon, 2025-10-26 01:00 to 02:00 occurs twice: from 00:00Z in summer time, from 01:00Z in winter time. */
class TimestampCodecTest {

    @ParameterizedTest
    @CsvSource({
        "2025-10-25T23:59:59Z, 2025-10-25T23:59:59Z",
        "2025-10-26T00:00:00Z, 2025-10-26T00:00:00Z",
        "2025-10-26T00:30:00Z, 2025-10-26T00:00:00Z",
        "2025-10-26T01:00:00Z, 2025-10-26T00:00:00Z",
        "2025-10-26T01:59:59Z, 2025-10-26T00:00:00Z",
        "2025-10-26T02:00:00Z, 2025-10-26T02:00:00Z",
        "2025-03-30T01:30:00Z, 2025-03-30T01:30:00Z",
    })
    void rowsOfAnHourThatOccursTwiceWaitUntilItHasPassed(Instant now, Instant complete) {
        assertEquals(complete, TimestampCodec.local(ZoneId.of("Europe/Lisbon")).complete(now));
    }

    @ParameterizedTest
    @CsvSource({"2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"})
    void rowsWithAZoneDoNotWait(Instant now) {
        assertEquals(now, TimestampCodec.zoned().complete(now));
    }
}
