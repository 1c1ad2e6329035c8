package {{package}};

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.storm.tuple.Tuple;

/** Writes batches, each in one transaction. */
final class MySqlWriter implements AutoCloseable {

    record Insert(Tuple tuple, KafkaRecord source, Row row) {
    }

    record Refusal(Insert insert, SQLException cause) {
    }

    /** Data errors that MySQL files under the general SQLSTATE: wrong string value for the column, check violated. */
    private static final Set<Integer> DATA_ERROR_CODES = Set.of(1366, 3819);

    private final MysqlConnection mysql;
    private final MySqlPrepare prepare;

    MySqlWriter(MysqlConnection mysql, MySqlPrepare prepare) {
        this.mysql = mysql;
        this.prepare = prepare;
    }

    /**
     * Commits all inserts but those whose data the database refuses, which it returns.
     * Throws when nothing is known to be committed, for a cause that lies with the database and not with the data.
     */
    List<Refusal> write(List<Insert> inserts) throws SQLException {
        try {
            Connection connection = mysql.get();
            List<Refusal> refusals = execute(connection, inserts);
            connection.commit();
            return refusals;
        } catch (SQLException e) {
            mysql.close();
            throw e;
        }
    }

    private List<Refusal> execute(Connection connection, List<Insert> inserts) throws SQLException {
        try {
            executeTogether(connection, inserts);
            return List.of();
        } catch (SQLException e) {
            if (!isDataError(e)) {
                throw e;
            }
            // A batch does not tell which of its rows was refused.
            connection.rollback();
            return executeOneByOne(connection, inserts);
        }
    }

    private void executeTogether(Connection connection, List<Insert> inserts) throws SQLException {
        try (PreparedStatement statement = prepare.prepare(connection)) {
            for (Insert insert : inserts) {
                prepare.bind(statement, insert.row(), insert.source());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<Refusal> executeOneByOne(Connection connection, List<Insert> inserts) throws SQLException {
        List<Refusal> refusals = new ArrayList<>();
        try (PreparedStatement statement = prepare.prepare(connection)) {
            for (Insert insert : inserts) {
                try {
                    prepare.bind(statement, insert.row(), insert.source());
                    statement.executeUpdate();
                } catch (SQLException e) {
                    if (!isDataError(e)) {
                        throw e;
                    }
                    refusals.add(new Refusal(insert, e));
                }
            }
        }
        return refusals;
    }

    /** SQLSTATE class 22 is "data exception", class 23 "integrity constraint violation". */
    private static boolean isDataError(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"))
            || DATA_ERROR_CODES.contains(e.getErrorCode());
    }

    @Override
    public void close() {
        mysql.close();
    }
}
