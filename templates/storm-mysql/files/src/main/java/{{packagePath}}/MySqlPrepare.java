package {{package}};

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import {{package}}.support.BatchInsert;
import {{package}}.support.KafkaRecord;
import {{package}}.support.Row;

/** The insert: its SQL, with a value bound to each of its parameters. */
final class MySqlPrepare implements BatchInsert.Statement<MySqlPrepare.Insert> {

    /** A row, and the record that it came from. */
    record Insert(Row row, KafkaRecord source) {
    }

    private static final String INSERT =
        "insert into `{{table}}` (`{{firstColumn}}`, `{{secondColumn}}`) values (?, ?)";

    /** The update changes nothing: it only keeps the second insert of a record from being an error. */
    private static final String INSERT_ONCE =
        "insert into `{{table}}` (`{{firstColumn}}`, `{{secondColumn}}`,"
            + " source_topic, source_partition, source_offset, source_timestamp) values (?, ?, ?, ?, ?, ?)"
            + " on duplicate key update `{{idColumn}}` = `{{idColumn}}`";

    private final boolean once;

    MySqlPrepare(boolean once) {
        this.once = once;
    }

    @Override
    public PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement(once ? INSERT_ONCE : INSERT);
    }

    @Override
    public void bind(PreparedStatement statement, Insert insert) throws SQLException {
        statement.setString(1, insert.row().first());
        statement.setString(2, insert.row().second());
        if (once) {
            statement.setString(3, insert.source().topic());
            statement.setInt(4, insert.source().partition());
            statement.setLong(5, insert.source().offset());
            statement.setLong(6, insert.source().timestamp());
        }
    }
}
