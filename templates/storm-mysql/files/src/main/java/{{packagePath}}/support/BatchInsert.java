package {{package}}.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import {{package}}.support.GroupCommit.Refusal;

/** Inserts each group in one transaction, except the rows whose data the database refuses. */
public final class BatchInsert<T> implements GroupCommit.Store<T> {

    /** Opens a connection when there is none; close ends it. */
    public interface Database {
        Connection connection() throws SQLException;

        void close();
    }

    /** The insert, and how the parameters of a row are bound. */
    public interface Statement<T> {
        PreparedStatement prepare(Connection connection) throws SQLException;

        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Data errors that MySQL reports with the general SQLSTATE: wrong string value for the column, check violated. */
    private static final Set<Integer> DATA_ERROR_CODES = Set.of(1366, 3819);

    private final Database database;
    private final Statement<T> insert;

    public BatchInsert(Database database, Statement<T> insert) {
        this.database = database;
        this.insert = insert;
    }

    @Override
    public List<Refusal> write(List<T> rows) throws SQLException {
        try {
            Connection connection = database.connection();
            List<Refusal> refusals = execute(connection, rows);
            connection.commit();
            return refusals;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    private List<Refusal> execute(Connection connection, List<T> rows) throws SQLException {
        try {
            executeTogether(connection, rows);
            return List.of();
        } catch (SQLException e) {
            if (!isDataError(e)) {
                throw e;
            }
            // The error of a batch does not say which of its rows was refused.
            connection.rollback();
            return executeOneByOne(connection, rows);
        }
    }

    private void executeTogether(Connection connection, List<T> rows) throws SQLException {
        try (PreparedStatement statement = insert.prepare(connection)) {
            for (T row : rows) {
                insert.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<Refusal> executeOneByOne(Connection connection, List<T> rows) throws SQLException {
        List<Refusal> refusals = new ArrayList<>();
        try (PreparedStatement statement = insert.prepare(connection)) {
            for (int i = 0; i < rows.size(); i++) {
                try {
                    insert.bind(statement, rows.get(i));
                    statement.executeUpdate();
                } catch (SQLException e) {
                    if (!isDataError(e)) {
                        throw e;
                    }
                    refusals.add(new Refusal(i, e.getMessage()));
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
        database.close();
    }
}
