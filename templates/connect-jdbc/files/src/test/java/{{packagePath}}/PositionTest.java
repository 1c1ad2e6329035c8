package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static Position throughOffset(Position position, Mode mode) {
        return Position.fromOffset(position.toOffset(), mode);
    }

    @Test
    void survivesTheOffset() {
        Position position = new Position(null, Instant.parse("2024-01-01T10:00:00.123456789Z"), 3);
        assertEquals(position, throughOffset(position, Mode.TIMESTAMP));
        Position early = new Position(BigInteger.TEN, Instant.parse("1969-12-31T23:59:59.999999Z"), 0);
        assertEquals(early, throughOffset(early, Mode.TIMESTAMP_INCREMENTING));
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
