package streamkit.connect.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.Mode;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.Dialect;

/**
 * The columns of one table that tell which rows are new.
 *
 * @param incrementing  null if the mode does not use it
 * @param timestamps    empty if the mode does not use them
 * @param keys          what tells rows with the same timestamp apart, and names a row in an error message
 */
record PositionColumns(Column incrementing, List<Column> timestamps, List<Column> keys) {

    static PositionColumns of(JdbcSourceConfig config, Dialect dialect, Source source, List<Column> columns) {
        Mode mode = config.mode();
        Column incrementing = null;
        if (mode.usesIncrementingColumn()) {
            incrementing = find(JdbcSourceConfig.INCREMENTING_COLUMN, config.incrementingColumn(), source, columns);
            checkInteger(incrementing, dialect.map(incrementing).type(), source);
        }
        List<Column> timestamps = new ArrayList<>();
        if (mode.usesTimestampColumn()) {
            for (String name : config.timestampColumns()) {
                Column column = find(JdbcSourceConfig.TIMESTAMP_COLUMNS, name, source, columns);
                checkTimestamp(column, dialect, source);
                timestamps.add(column);
            }
        }
        if (config.validateNonNull() && !source.isQuery()) {
            checkNonNull(incrementing, timestamps, source);
        }
        List<Column> keys = incrementing != null
                ? List.of(incrementing)
                : columns.stream().filter(Column::primaryKey).toList();
        return new PositionColumns(incrementing, timestamps, keys);
    }

    private static Column find(String property, String name, Source source, List<Column> columns) {
        return Column.find(columns, name).orElseThrow(() -> new InvalidColumnException(property,
                source + " has no column '" + name + "'; it has " + Column.names(columns)));
    }

    private static void checkInteger(Column column, Schema type, Source source) {
        boolean integer = type.name() == null
                && switch (type.type()) {
                    case INT8, INT16, INT32, INT64 -> true;
                    default -> false;
                };
        boolean wholeDecimal = Decimal.LOGICAL_NAME.equals(type.name())
                && "0".equals(type.parameters().get(Decimal.SCALE_FIELD));
        if (!integer && !wholeDecimal) {
            throw new InvalidColumnException(JdbcSourceConfig.INCREMENTING_COLUMN, source + ", column '"
                    + column.name() + "': an incrementing column must be of an integer type, this one is "
                    + (column.typeName().isEmpty() ? "without a type; CAST gives it one" : column.typeName()));
        }
    }

    private static void checkTimestamp(Column column, Dialect dialect, Source source) {
        if (!dialect.isTimestamp(column)) {
            throw new InvalidColumnException(JdbcSourceConfig.TIMESTAMP_COLUMNS, source + ", column '"
                    + column.name() + "': a timestamp column must hold date and time, this one is "
                    + column.typeName());
        }
    }

    private static void checkNonNull(Column incrementing, List<Column> timestamps, Source source) {
        if (incrementing != null && incrementing.nullable()) {
            throw nullable(JdbcSourceConfig.INCREMENTING_COLUMN, List.of(incrementing), source);
        }
        if (!timestamps.isEmpty() && timestamps.stream().allMatch(Column::nullable)) {
            throw nullable(JdbcSourceConfig.TIMESTAMP_COLUMNS, timestamps, source);
        }
    }

    private static InvalidColumnException nullable(String property, List<Column> columns, Source source) {
        return new InvalidColumnException(property, source + ", column " + Column.names(columns)
                + " may be NULL; rows with NULL there are never copied. Declare it NOT NULL, or accept this by "
                + JdbcSourceConfig.VALIDATE_NON_NULL + "=false");
    }
}
