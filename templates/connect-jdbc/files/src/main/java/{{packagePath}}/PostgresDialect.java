package {{package}};

/** PostgreSQL. */
final class PostgresDialect extends Dialect {

    PostgresDialect(JdbcSourceConfig config) {
        super(config, new Types(config.numericMapping()));
    }

    /** A connection sees one database only, so its name adds nothing. */
    @Override
    TableId tableId(String catalog, String schema, String name) {
        return new TableId(null, schema, name);
    }

    @Override
    TimestampCodec timestamps(Column column) {
        return column.typeName().equals("TIMESTAMPTZ") ? TimestampCodec.zoned() : super.timestamps(column);
    }

    private static final class Types extends TypeMapper {
        Types(NumericMapping numericMapping) {
            super(numericMapping);
        }

        @Override
        ColumnMapping map(Column column, TimestampCodec timestamps) {
            return switch (column.typeName()) {
                case "BOOL" -> bool();
                // The driver calls these BIT, TIME and DOUBLE, and then fails on their values.
                case "BIT", "TIMETZ", "MONEY" -> string();
                default -> super.map(column, timestamps);
            };
        }
    }
}
