package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import streamkit.connect.jdbc.config.Mode;
import streamkit.connect.jdbc.database.RowTime;

class PositionTest {

    private static Position throughOffset(Position position, Mode mode) {
        return Position.fromOffset(position.toOffset(), mode);
    }

    private static RowTime at(String instant) {
        return RowTime.of(Instant.parse(instant));
    }

    @Test
    void survivesTheOffset() {
        Position position = new Position(null, at("2024-01-01T10:00:00.123456789Z"), 3);
        assertEquals(position, throughOffset(position, Mode.TIMESTAMP));
        Position early = new Position(BigInteger.TEN, at("1969-12-31T23:59:59.999999Z"), 0);
        assertEquals(early, throughOffset(early, Mode.TIMESTAMP_INCREMENTING));
    }

    @Test
    void aLocalTimeThatItsZoneSkipsSurvivesTheOffset() {
        ZoneId zone = ZoneId.of("America/New_York");
        RowTime skipped = RowTime.of(LocalDateTime.parse("2025-03-09T02:10:00.5"), zone);
        Position position = new Position(null, skipped, 0);
        assertEquals(position, throughOffset(position, Mode.TIMESTAMP));
        assertEquals("2025-03-09T02:10:00.500", position.toOffset().get("timestamp_local"));
        assertNotEquals(skipped, RowTime.of(LocalDateTime.parse("2025-03-09T03:10:00.5"), zone));
        assertEquals(LocalDateTime.parse("2025-03-09T02:10:00.5"), skipped.in(zone));
    }

    @Test
    void unsignedIdsAreNotCutOff() {
        Position position = new Position(new BigInteger("18446744073709551615"), null, 0);
        assertEquals(position, throughOffset(position, Mode.INCREMENTING));
        assertEquals(Map.of("incrementing", "18446744073709551615"), position.toOffset());
    }

    @Test
    void anOffsetOfAnotherModeIsNotHalfUsed() {
        Position incrementing = new Position(BigInteger.TEN, null, 0);
        assertEquals(Position.START, throughOffset(incrementing, Mode.TIMESTAMP));
        assertEquals(Position.START, throughOffset(incrementing, Mode.TIMESTAMP_INCREMENTING));
        assertEquals(Position.START, Position.fromOffset(null, Mode.INCREMENTING));
    }
}
