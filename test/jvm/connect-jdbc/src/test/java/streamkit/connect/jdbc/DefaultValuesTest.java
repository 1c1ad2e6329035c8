package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.ColumnMapping;
import streamkit.connect.jdbc.database.DefaultValues;

class DefaultValuesTest {

    @Test
    void literalsAreRead() {
        assertEquals(Optional.of("it's"), DefaultValues.parse("'it''s'", Schema.STRING_SCHEMA));
        assertEquals(Optional.of("x"), DefaultValues.parse("'x'::character varying", Schema.STRING_SCHEMA));
        assertEquals(Optional.of(-5L), DefaultValues.parse("'-5'::integer", Schema.INT64_SCHEMA));
        assertEquals(Optional.of((byte) 1), DefaultValues.parse("1", Schema.INT8_SCHEMA));
        assertEquals(Optional.of(1.5), DefaultValues.parse("1.5", Schema.FLOAT64_SCHEMA));
        assertEquals(Optional.of(true), DefaultValues.parse("TRUE", Schema.BOOLEAN_SCHEMA));
        assertEquals(Optional.of(new BigDecimal("1.50")), DefaultValues.parse("1.5", Decimal.schema(2)));
    }

    @Test
    void expressionsAndMisfitsAreNoDefaults() {
        assertEquals(Optional.empty(), DefaultValues.parse("nextval('seq'::regclass)", Schema.INT64_SCHEMA));
        assertEquals(Optional.empty(), DefaultValues.parse("CURRENT_TIMESTAMP", Timestamp.SCHEMA));
        assertEquals(Optional.empty(), DefaultValues.parse("0", Timestamp.SCHEMA));
        assertEquals(Optional.empty(), DefaultValues.parse("NULL", Schema.STRING_SCHEMA));
        assertEquals(Optional.empty(), DefaultValues.parse("300", Schema.INT8_SCHEMA));
        assertEquals(Optional.empty(), DefaultValues.parse(null, Schema.INT8_SCHEMA));
    }

    @Test
    void aNullableColumnHasNoDefaultSinceConvertersWouldPutItInThePlaceOfNulls() {
        Column nullable = new Column("c", Types.INTEGER, "INT", 0, 0, true, "7", false);
        Column required = new Column("c", Types.INTEGER, "INT", 0, 0, false, "7", false);
        assertNull(new ColumnMapping(SchemaBuilder.int32(), null).schemaFor(nullable).defaultValue());
        assertEquals(7, new ColumnMapping(SchemaBuilder.int32(), null).schemaFor(required).defaultValue());
    }
}
