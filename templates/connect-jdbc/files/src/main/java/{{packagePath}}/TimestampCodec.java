package {{package}};

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Moves points in time between a column and {@link Instant}. */
interface TimestampCodec {
    Instant read(ResultSet row, int index) throws SQLException;

    void bind(PreparedStatement statement, int index, Instant instant) throws SQLException;

    /** For columns that hold date and time without a zone. */
    static TimestampCodec local(ZoneId zone) {
        return new TimestampCodec() {
            @Override
            public Instant read(ResultSet row, int index) throws SQLException {
                LocalDateTime local = row.getObject(index, LocalDateTime.class);
                return local == null ? null : local.atZone(zone).toInstant();
            }

            @Override
            public void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
                statement.setObject(index, LocalDateTime.ofInstant(instant, zone));
            }
        };
    }

    /** For columns that know their zone. */
    static TimestampCodec zoned() {
        return new TimestampCodec() {
            @Override
            public Instant read(ResultSet row, int index) throws SQLException {
                OffsetDateTime zoned = row.getObject(index, OffsetDateTime.class);
                return zoned == null ? null : zoned.toInstant();
            }

            @Override
            public void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
                statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            }
        };
    }
}
