package streamkit.connect.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.Mode;

/** Warns of a table that was emptied or recreated: its ids start below the saved offset, and no row would be copied. */
final class BehindWarning {
    private static final Logger log = LoggerFactory.getLogger(BehindWarning.class);

    private final Source source;
    private final JdbcSourceConfig config;
    private long checkedNanos;
    private boolean warned;

    BehindWarning(Source source, JdbcSourceConfig config) {
        this.source = source;
        this.config = config;
    }

    boolean isDue() {
        return System.nanoTime() - checkedNanos > config.tablePollInterval().toNanos();
    }

    void check(Connection connection, ScanQuery query, Position position) throws SQLException {
        if (source.isQuery() || config.mode() != Mode.INCREMENTING || position.isStart() || warned) {
            return;
        }
        checkedNanos = System.nanoTime();
        BigDecimal largest = query.largest(connection);
        if (largest == null || largest.toBigInteger().compareTo(position.incrementing()) < 0) {
            warned = true;
            log.warn("The largest {} in {} is {}, but all rows up to {} count as copied: only larger ones will be seen."
                            + " If the table has been recreated, reset the offsets of this connector.",
                    config.incrementingColumn(), source, largest, position.incrementing());
        }
    }

    /** After a row was copied. */
    void reset() {
        warned = false;
    }
}
