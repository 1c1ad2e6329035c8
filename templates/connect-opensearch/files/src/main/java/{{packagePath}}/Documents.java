package {{package}};

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Makes operations from records. Writing a record again has the same result: its document has the same id. */
final class Documents {
    private static final int LONGEST_ID = 512;

    private final JsonConverter json = new JsonConverter();
    private final boolean ignoresKey;
    private final boolean upserts;
    private final String nullValues;

    Documents(OpenSearchSinkConfig config) {
        json.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), false);
        ignoresKey = config.getBoolean(OpenSearchSinkConfig.KEY_IGNORE);
        upserts = config.upserts();
        nullValues = config.getString(OpenSearchSinkConfig.NULL_VALUES);
    }

    /**
     * @return empty for a record that is to be ignored
     * @throws DataException for a record that cannot become a document; the message names it
     */
    Optional<Operation> of(SinkRecord record) {
        try {
            if (record.value() != null) {
                return Optional.of(operation(upserts ? "update" : "index", record, source(record)));
            }
            return switch (nullValues) {
                case "ignore" -> Optional.empty();
                case "delete" -> Optional.of(operation("delete", record, null));
                default -> throw new DataException("it has no value; " + OpenSearchSinkConfig.NULL_VALUES
                        + "=ignore skips such records, delete deletes the document");
            };
        } catch (DataException e) {
            throw new DataException("Cannot write the record at " + position(record) + ": " + e.getMessage(), e);
        }
    }

    /** Offset, topic and partition, for messages. */
    static String position(SinkRecord record) {
        return "offset " + record.originalKafkaOffset() + " of " + record.originalTopic() + "-"
                + record.originalKafkaPartition();
    }

    private Operation operation(String type, SinkRecord record, byte[] source) {
        // Names of indexes have no capital letters.
        return new Operation(type, record.topic().toLowerCase(Locale.ROOT), id(record), source, record);
    }

    private byte[] source(SinkRecord record) {
        Object value = record.value();
        if (!(value instanceof Struct) && !(value instanceof Map)) {
            throw new DataException("a document is a Struct or a Map, and the value is of type "
                    + value.getClass().getSimpleName() + "; check value.converter");
        }
        byte[] document = json.fromConnectData(record.topic(), record.valueSchema(), value);
        if (!upserts) {
            return document;
        }
        String text = new String(document, StandardCharsets.UTF_8);
        return ("{\"doc\":" + text + ",\"doc_as_upsert\":true}").getBytes(StandardCharsets.UTF_8);
    }

    private String id(SinkRecord record) {
        if (ignoresKey) {
            return record.originalTopic() + "+" + record.originalKafkaPartition() + "+" + record.originalKafkaOffset();
        }
        Object key = record.key();
        if (!(key instanceof String) && !(key instanceof Number) && !(key instanceof Boolean)) {
            throw new DataException("the id of a document is a string, number or boolean, and the key is "
                    + (key == null ? "null" : "of type " + key.getClass().getSimpleName()) + "; "
                    + OpenSearchSinkConfig.KEY_IGNORE + "=true makes an id from topic, partition and offset");
        }
        String id = key.toString();
        int length = id.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_ID) {
            throw new DataException("an id has 1 to " + LONGEST_ID + " bytes, and the key has " + length);
        }
        return id;
    }
}
