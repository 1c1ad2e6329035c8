package streamkit.connect.jdbc.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** Reads and binds the values of a timestamp column. */
public interface TimestampCodec {
    RowTime read(ResultSet row, int index) throws SQLException;

    void bind(PreparedStatement statement, int index, RowTime time) throws SQLException;

    /** The time before which rows are complete: a row that is inserted after {@code now} has this time or a later one. */
    default Instant complete(Instant now) {
        return now;
    }

    /** For columns that hold date and time without a zone. */
    static TimestampCodec local(ZoneId zone) {
        return new Local(zone);
    }

    /** For columns that know their zone. */
    static TimestampCodec zoned() {
        return new TimestampCodec() {
            @Override
            public RowTime read(ResultSet row, int index) throws SQLException {
                OffsetDateTime zoned = row.getObject(index, OffsetDateTime.class);
                return zoned == null ? null : RowTime.of(zoned.toInstant());
            }

            @Override
            public void bind(PreparedStatement statement, int index, RowTime time) throws SQLException {
                statement.setObject(index, time.instant().atOffset(ZoneOffset.UTC));
            }
        };
    }

    /** Local times; dialects override how their driver reads and binds them. */
    class Local implements TimestampCodec {
        final ZoneId zone;

        Local(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public RowTime read(ResultSet row, int index) throws SQLException {
            LocalDateTime local = row.getObject(index, LocalDateTime.class);
            return local == null ? null : RowTime.of(local, zone);
        }

        @Override
        public void bind(PreparedStatement statement, int index, RowTime time) throws SQLException {
            statement.setObject(index, time.in(zone));
        }

        /**
         * When clocks are set back, an hour of local times occurs twice. Until it has passed the second time, rows with
         * these times may still be inserted: all of them wait.
         */
        @Override
        public Instant complete(Instant now) {
            ZoneOffsetTransition change = zone.getRules().getTransition(LocalDateTime.ofInstant(now, zone));
            return change != null && change.isOverlap() ? change.getInstant().plus(change.getDuration()) : now;
        }
    }
}
