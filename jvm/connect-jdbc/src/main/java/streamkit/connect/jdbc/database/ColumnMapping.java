package streamkit.connect.jdbc.database;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Which Connect type a column becomes, and how its values are read. */
public record ColumnMapping(SchemaBuilder type, ValueReader reader) {

    public Schema schemaFor(Column column) {
        if (column.nullable()) {
            // No default here: converters put a field's default in the place of its nulls.
            return type.optional().build();
        }
        DefaultValues.parse(column.defaultValue(), type).ifPresent(type::defaultValue);
        return type.build();
    }
}
