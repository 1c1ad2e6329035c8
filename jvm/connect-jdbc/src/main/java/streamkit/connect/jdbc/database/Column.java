package streamkit.connect.jdbc.database;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column as the database describes it.
 *
 * @param jdbcType      one of {@link Types}
 * @param typeName      the database's own name of the type, in upper case
 * @param precision     digits or characters, 0 if the declaration says nothing
 * @param defaultValue  text of the DEFAULT clause, or null
 */
public record Column(String name, int jdbcType, String typeName, int precision, int scale,
              boolean nullable, String defaultValue, boolean primaryKey) {

    public Column {
        typeName = typeName == null ? "" : typeName.trim().toUpperCase(Locale.ROOT);
    }

    /** A column of a query's result. It counts as nullable: an outer join makes NULL of a NOT NULL column. */
    public static Column ofResult(ResultSetMetaData meta, int index) throws SQLException {
        return new Column(meta.getColumnLabel(index), meta.getColumnType(index), meta.getColumnTypeName(index),
                meta.getPrecision(index), meta.getScale(index), true, null, false);
    }

    public boolean isUnsigned() {
        return typeName.contains("UNSIGNED");
    }

    /** The column of this name; upper and lower case count only if they must. */
    public static Optional<Column> find(List<Column> columns, String name) {
        Optional<Column> exact = columns.stream().filter(column -> column.name.equals(name)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<Column> similar = columns.stream().filter(column -> column.name.equalsIgnoreCase(name)).toList();
        return similar.size() == 1 ? Optional.of(similar.get(0)) : Optional.empty();
    }

    public static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
