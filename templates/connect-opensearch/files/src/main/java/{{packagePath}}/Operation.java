package {{package}};

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One line of a bulk request.
 *
 * @param type   index, update or delete
 * @param source the document as JSON; null for delete
 * @param record what it was made from
 */
record Operation(String type, String index, String id, byte[] source, SinkRecord record) {

    /** Its bytes in a request, roughly. */
    int size() {
        return index.length() + id.length() + 100 + (source == null ? 0 : source.length);
    }
}
