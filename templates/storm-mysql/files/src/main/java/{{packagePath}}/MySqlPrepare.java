package {{package}};

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The insert: its SQL, and each of its parameters bound. */
final class MySqlPrepare {
    private static final String INSERT =
        "insert into `{{table}}` (`{{firstColumn}}`, `{{secondColumn}}`) values (?, ?)";

    /** The update changes nothing: it only makes the second insert of a record no error. */
    private static final String INSERT_ONCE =
        "insert into `{{table}}` (`{{firstColumn}}`, `{{secondColumn}}`,"
            + " source_topic, source_partition, source_offset, source_timestamp) values (?, ?, ?, ?, ?, ?)"
            + " on duplicate key update `{{idColumn}}` = `{{idColumn}}`";

    private final boolean once;

    MySqlPrepare(boolean once) {
        this.once = once;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement(once ? INSERT_ONCE : INSERT);
    }

    void bind(PreparedStatement insert, Row row, KafkaRecord source) throws SQLException {
        insert.setString(1, row.first());
        insert.setString(2, row.second());
        if (once) {
            insert.setString(3, source.topic());
            insert.setInt(4, source.partition());
            insert.setLong(5, source.offset());
            insert.setLong(6, source.timestamp());
        }
    }
}
