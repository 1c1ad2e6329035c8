package streamkit.connect.jdbc.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import streamkit.connect.jdbc.config.NumericMapping;

/** From JDBC types to Connect types. Dialects override what their driver reports differently. */
public class TypeMapper {
    private static final int MAX_LONG_DIGITS = 18;
    private static final int MAX_DOUBLE_DIGITS = 15;

    private final NumericMapping numericMapping;

    public TypeMapper(NumericMapping numericMapping) {
        this.numericMapping = numericMapping;
    }

    public ColumnMapping map(Column column, TimestampCodec timestamps) {
        return switch (column.jdbcType()) {
            case Types.BOOLEAN -> bool();
            case Types.BIT -> column.precision() <= 1 ? bool() : bytes();
            case Types.TINYINT -> column.isUnsigned() ? int16() : int8();
            case Types.SMALLINT -> column.isUnsigned() ? int32() : int16();
            case Types.INTEGER -> column.isUnsigned() ? int64() : int32();
            case Types.BIGINT -> column.isUnsigned() ? decimal(0) : int64();
            case Types.REAL -> float32();
            case Types.FLOAT, Types.DOUBLE -> float64();
            case Types.NUMERIC, Types.DECIMAL -> numeric(column);
            case Types.DATE -> date();
            case Types.TIME -> time();
            case Types.TIMESTAMP -> timestamp(timestamps);
            case Types.TIMESTAMP_WITH_TIMEZONE -> timestamp(TimestampCodec.zoned());
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> bytes();
            default -> string();
        };
    }

    public final ColumnMapping numeric(Column column) {
        if (column.precision() == 0) {
            // Each value has its own scale, a Connect Decimal has one for all: only text is exact.
            return numericMapping.isBestFit() ? float64() : string();
        }
        if (numericMapping.prefersIntegers() && column.scale() == 0 && column.precision() <= MAX_LONG_DIGITS) {
            return integerOf(column.precision());
        }
        boolean fits = column.precision() <= MAX_DOUBLE_DIGITS || numericMapping == NumericMapping.BEST_FIT_EAGER_DOUBLE;
        if (numericMapping.isBestFit() && column.scale() > 0 && fits) {
            return float64();
        }
        return decimal(column.scale());
    }

    private ColumnMapping integerOf(int digits) {
        if (digits < 3) {
            return int8();
        }
        if (digits < 5) {
            return int16();
        }
        return digits < 10 ? int32() : int64();
    }

    public ColumnMapping bool() {
        return new ColumnMapping(SchemaBuilder.bool(), ValueReader.ofPrimitive(ResultSet::getBoolean));
    }

    public ColumnMapping int8() {
        return new ColumnMapping(SchemaBuilder.int8(), ValueReader.ofPrimitive(ResultSet::getByte));
    }

    public ColumnMapping int16() {
        return new ColumnMapping(SchemaBuilder.int16(), ValueReader.ofPrimitive(ResultSet::getShort));
    }

    public ColumnMapping int32() {
        return new ColumnMapping(SchemaBuilder.int32(), ValueReader.ofPrimitive(ResultSet::getInt));
    }

    public ColumnMapping int64() {
        return new ColumnMapping(SchemaBuilder.int64(), ValueReader.ofPrimitive(ResultSet::getLong));
    }

    public ColumnMapping float32() {
        return new ColumnMapping(SchemaBuilder.float32(), ValueReader.ofPrimitive(ResultSet::getFloat));
    }

    public ColumnMapping float64() {
        return new ColumnMapping(SchemaBuilder.float64(), ValueReader.ofPrimitive(ResultSet::getDouble));
    }

    public ColumnMapping decimal(int scale) {
        return new ColumnMapping(Decimal.builder(scale), (row, index) -> {
            BigDecimal value = row.getBigDecimal(index);
            return value == null ? null : value.setScale(scale);
        });
    }

    public ColumnMapping string() {
        return new ColumnMapping(SchemaBuilder.string(), ResultSet::getString);
    }

    public ColumnMapping bytes() {
        return new ColumnMapping(SchemaBuilder.bytes(), ResultSet::getBytes);
    }

    public ColumnMapping date() {
        return new ColumnMapping(org.apache.kafka.connect.data.Date.builder(), (row, index) -> {
            LocalDate date = row.getObject(index, LocalDate.class);
            return date == null ? null : connectDate(date);
        });
    }

    public ColumnMapping time() {
        return new ColumnMapping(Time.builder(), (row, index) -> {
            LocalTime time = row.getObject(index, LocalTime.class);
            return time == null ? null : connectTime(time);
        });
    }

    public ColumnMapping timestamp(TimestampCodec timestamps) {
        return new ColumnMapping(Timestamp.builder(), (row, index) -> {
            RowTime time = timestamps.read(row, index);
            return time == null ? null : new Date(time.instant().toEpochMilli());
        });
    }

    public static Date connectDate(LocalDate date) {
        return new Date(date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
    }

    public static Date connectTime(LocalTime time) {
        return new Date(time.toNanoOfDay() / 1_000_000);
    }
}
