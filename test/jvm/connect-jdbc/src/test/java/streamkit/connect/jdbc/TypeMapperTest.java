package streamkit.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Types;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.database.Column;
import streamkit.connect.jdbc.database.Dialect;

/** Connect types of columns as the drivers describe them. */
class TypeMapperTest {

    private static Schema map(String url, String numericMapping, int jdbcType, String typeName, int precision,
            int scale) {
        Map<String, String> properties = Worker.properties(url, "bulk");
        properties.put(JdbcSourceConfig.NUMERIC_MAPPING, numericMapping);
        Column column = new Column("c", jdbcType, typeName, precision, scale, false, null, false);
        return Dialect.of(new JdbcSourceConfig(properties)).map(column).schemaFor(column);
    }

    private static Schema mysql(int jdbcType, String typeName) {
        return map("jdbc:mysql://h/d", "none", jdbcType, typeName, 0, 0);
    }

    private static Schema postgres(int jdbcType, String typeName, int precision) {
        return map("jdbc:postgresql://h/d", "none", jdbcType, typeName, precision, 0);
    }

    private static Schema sqlite(String typeName) {
        return map("jdbc:sqlite:x.db", "none", Types.OTHER, typeName, 0, 0);
    }

    private static Schema numeric(String mapping, int precision, int scale) {
        return map("jdbc:postgresql://h/d", mapping, Types.NUMERIC, "numeric", precision, scale);
    }

    @Test
    void unsignedIntegersGetTheNextLargerType() {
        assertEquals(Schema.INT8_SCHEMA, mysql(Types.TINYINT, "TINYINT"));
        assertEquals(Schema.INT16_SCHEMA, mysql(Types.TINYINT, "TINYINT UNSIGNED"));
        assertEquals(Schema.INT32_SCHEMA, mysql(Types.SMALLINT, "SMALLINT UNSIGNED"));
        assertEquals(Schema.INT64_SCHEMA, mysql(Types.INTEGER, "INT UNSIGNED"));
        assertEquals(Schema.INT64_SCHEMA, mysql(Types.BIGINT, "BIGINT"));
        assertEquals(Decimal.schema(0), mysql(Types.BIGINT, "BIGINT UNSIGNED"));
    }

    @Test
    void postgresTypes() {
        assertEquals(Schema.BOOLEAN_SCHEMA, postgres(Types.BIT, "bool", 1));
        assertEquals(Schema.STRING_SCHEMA, postgres(Types.BIT, "bit", 8));
        assertEquals(Schema.STRING_SCHEMA, postgres(Types.OTHER, "jsonb", 0));
        assertEquals(Schema.STRING_SCHEMA, postgres(Types.OTHER, "uuid", 0));
        assertEquals(Schema.BYTES_SCHEMA, postgres(Types.BINARY, "bytea", 0));
        assertEquals(Schema.FLOAT32_SCHEMA, postgres(Types.REAL, "float4", 0));
        assertEquals(Schema.FLOAT64_SCHEMA, postgres(Types.DOUBLE, "float8", 0));
        assertEquals(Date.SCHEMA, postgres(Types.DATE, "date", 0));
        assertEquals(Time.SCHEMA, postgres(Types.TIME, "time", 0));
        assertEquals(Timestamp.SCHEMA, postgres(Types.TIMESTAMP, "timestamptz", 0));
    }

    @Test
    void sqliteFollowsTheDeclaredType() {
        assertEquals(Schema.INT64_SCHEMA, sqlite("INTEGER"));
        assertEquals(Schema.INT64_SCHEMA, sqlite("UNSIGNED BIG INT"));
        assertEquals(Schema.STRING_SCHEMA, sqlite("VARCHAR"));
        assertEquals(Schema.FLOAT64_SCHEMA, sqlite("DOUBLE PRECISION"));
        assertEquals(Schema.BYTES_SCHEMA, sqlite("BLOB"));
        assertEquals(Schema.BOOLEAN_SCHEMA, sqlite("BOOLEAN"));
        assertEquals(Timestamp.SCHEMA, sqlite("DATETIME"));
        assertEquals(Schema.STRING_SCHEMA, sqlite(""));
    }

    @ParameterizedTest
    @CsvSource({"2, INT8", "4, INT16", "9, INT32", "18, INT64"})
    void bestFitTakesTheSmallestIntegerThatHoldsThePrecision(int precision, Schema.Type type) {
        assertEquals(type, numeric("best_fit", precision, 0).type());
    }

    @Test
    void numericsAreExactUnlessBestFitIsAskedFor() {
        assertEquals(Decimal.schema(2), numeric("none", 10, 2));
        assertEquals(Schema.STRING_SCHEMA, numeric("none", 0, 0));
        assertEquals(Schema.FLOAT64_SCHEMA, numeric("best_fit", 10, 2));
        assertEquals(Schema.FLOAT64_SCHEMA, numeric("best_fit", 0, 0));
        assertEquals(Schema.INT32_SCHEMA, numeric("precision_only", 7, 0));
        assertEquals(Decimal.schema(3), numeric("precision_only", 7, 3));
        assertEquals(Decimal.schema(0), numeric("precision_only", 24, 0));
        assertEquals(Schema.STRING_SCHEMA, numeric("precision_only", 0, 0));
        assertEquals(Schema.FLOAT64_SCHEMA, numeric("best_fit_eager_double", 28, 4));
        assertEquals(Schema.INT64_SCHEMA, numeric("best_fit_eager_double", 12, 0));
        assertEquals(Decimal.schema(0), numeric("best_fit", 19, 0));
        assertEquals(Decimal.schema(2), numeric("best_fit", 30, 2));
    }
}
