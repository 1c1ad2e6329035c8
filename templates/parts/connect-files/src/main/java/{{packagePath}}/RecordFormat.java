package {{package}};

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** How records are written into a file, one per line. */
interface RecordFormat {
    /** The record's value as bytes, without the end of the line. @throws DataException if the format cannot hold it */
    byte[] write(SinkRecord record);

    /** File name extension, with its dot. */
    String extension();

    /** JSON without schemas; numbers stay numbers, DECIMAL included. */
    static RecordFormat json() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), false);
        return new RecordFormat() {
            @Override
            public byte[] write(SinkRecord record) {
                return converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
            }

            @Override
            public String extension() {
                return ".json";
            }
        };
    }

    /** The bytes of the record as they are (ByteArrayConverter, StringConverter). */
    static RecordFormat bytes() {
        return new RecordFormat() {
            @Override
            public byte[] write(SinkRecord record) {
                if (record.value() instanceof byte[] bytes) {
                    return bytes;
                }
                if (record.value() instanceof String text) {
                    return text.getBytes(StandardCharsets.UTF_8);
                }
                throw new DataException("ByteArrayFormat writes bytes and strings, and the value is of type "
                        + record.value().getClass().getSimpleName()
                        + ": set value.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
            }

            @Override
            public String extension() {
                return ".bin";
            }
        };
    }
}
