package streamkit.connect.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.ColumnMapping;
import streamkit.connect.jdbc.database.Dialect;
import streamkit.connect.jdbc.database.Failures;
import streamkit.connect.jdbc.database.ValueReader;

/** Makes a Struct of each row. */
final class RowMapper {
    private final Source source;
    private final Dialect dialect;
    private final List<Column> columns;
    private final List<String> keys;
    private final Schema schema;
    private final List<ValueReader> readers = new ArrayList<>();
    private long row;

    /** @param columns  as they follow one another in the result */
    RowMapper(Source source, Dialect dialect, List<Column> columns, PositionColumns position) {
        this.source = source;
        this.dialect = dialect;
        this.columns = columns;
        this.keys = Column.names(position.keys());
        SchemaBuilder builder = SchemaBuilder.struct().name(source.schemaName());
        for (Column column : columns) {
            ColumnMapping mapping = mapping(column);
            builder.field(column.name(), mapping.schemaFor(column));
            readers.add(mapping.reader());
        }
        this.schema = builder.build();
    }

    private ColumnMapping mapping(Column column) {
        try {
            return dialect.map(column);
        } catch (DataException e) {
            throw new ConnectException(source + ", column '" + column.name() + "': " + e.getMessage(), e);
        }
    }

    /** The columns of a result in their order, in the described form where there is one. */
    static List<Column> resultColumns(Dialect dialect, ResultSetMetaData meta, int count, List<Column> described)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Column fromResult = dialect.resultColumn(meta, i);
            columns.add(described.stream()
                    .filter(column -> column.name().equals(fromResult.name()))
                    .findFirst()
                    .orElse(fromResult));
        }
        return columns;
    }

    Schema schema() {
        return schema;
    }

    Struct read(ResultSet result) throws SQLException {
        row++;
        Struct struct = new Struct(schema);
        List<Field> fields = schema.fields();
        for (int i = 0; i < fields.size(); i++) {
            readValue(result, i, struct, fields.get(i));
        }
        return struct;
    }

    private void readValue(ResultSet result, int i, Struct struct, Field field) throws SQLException {
        try {
            struct.put(field, readers.get(i).read(result, i + 1));
        } catch (SQLException e) {
            if (dialect.isTransient(e)) {
                throw e;
            }
            throw failure(result, columns.get(i).name(), e);
        } catch (DataException | ArithmeticException | DateTimeException e) {
            throw failure(result, columns.get(i).name(), e);
        }
    }

    /** Names table, column and row. */
    ConnectException failure(ResultSet result, String column, Exception cause) {
        return new ConnectException(source + ", column '" + column + "', " + rowName(result) + ": "
                + Failures.message(cause), cause);
    }

    private String rowName(ResultSet result) {
        if (keys.isEmpty()) {
            return "row " + row + " of this read";
        }
        return "row " + keys.stream().map(key -> key + "=" + keyText(result, key)).collect(Collectors.joining(", "));
    }

    private static String keyText(ResultSet result, String key) {
        try {
            return result.getString(key);
        } catch (SQLException e) {
            return "(unreadable: " + Failures.message(e) + ")";
        }
    }
}
