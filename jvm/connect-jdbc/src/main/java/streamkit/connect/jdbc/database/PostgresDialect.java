package streamkit.connect.jdbc.database;

import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.config.NumericMapping;

/** PostgreSQL. */
public final class PostgresDialect extends Dialect {

    public PostgresDialect(JdbcSourceConfig config) {
        super(config, new Types(config.numericMapping()));
    }

    /** A connection sees one database only, so its name adds nothing. */
    @Override
    public TableId tableId(String catalog, String schema, String name) {
        return new TableId(null, schema, name);
    }

    @Override
    public TimestampCodec timestamps(Column column) {
        return column.typeName().equals("TIMESTAMPTZ") ? TimestampCodec.zoned() : super.timestamps(column);
    }

    private static final class Types extends TypeMapper {
        Types(NumericMapping numericMapping) {
            super(numericMapping);
        }

        @Override
        public ColumnMapping map(Column column, TimestampCodec timestamps) {
            return switch (column.typeName()) {
                case "BOOL" -> bool();
                // The driver calls these BIT, TIME and DOUBLE, and then fails on their values.
                case "BIT", "TIMETZ", "MONEY" -> string();
                default -> super.map(column, timestamps);
            };
        }
    }
}
