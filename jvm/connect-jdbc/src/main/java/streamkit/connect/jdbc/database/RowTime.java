package streamkit.connect.jdbc.database;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The time of a row.
 *
 * @param local  null, or the local time of the row where its time zone skips it: clocks are set forward from 02:00 to 03:00,
 *               but the row says 02:30. The instant alone would be that of 03:30.
 */
public record RowTime(Instant instant, LocalDateTime local) {

    public static RowTime of(Instant instant) {
        return new RowTime(instant, null);
    }

    /** Local times that occur twice are taken for the first occurrence, so that their order stays the database's. */
    public static RowTime of(LocalDateTime local, ZoneId zone) {
        Instant instant = local.atZone(zone).toInstant();
        boolean exists = LocalDateTime.ofInstant(instant, zone).equals(local);
        return new RowTime(instant, exists ? null : local);
    }

    public LocalDateTime in(ZoneId zone) {
        return local == null ? LocalDateTime.ofInstant(instant, zone) : local;
    }
}
