package streamkit.connect.jdbc.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a column of the current row as the value that its Connect schema asks for; null for NULL. */
@FunctionalInterface
public interface ValueReader {
    Object read(ResultSet row, int index) throws SQLException;

    /** For the getters of primitive types, which give 0 for NULL. */
    static ValueReader ofPrimitive(ValueReader reader) {
        return (row, index) -> {
            Object value = reader.read(row, index);
            return row.wasNull() ? null : value;
        };
    }
}
