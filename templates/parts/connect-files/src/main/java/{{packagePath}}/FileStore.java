package {{package}};

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Where files are written. */
interface FileStore extends AutoCloseable {
    /**
     * Writes a whole file. One with the same name has the same records: it is replaced, or stays.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if a later attempt may succeed
     * @throws org.apache.kafka.connect.errors.ConnectException   otherwise
     */
    void put(String name, byte[] content);

    /** Where the files of the partition end: the offset to resume from. Empty if committed offsets decide. */
    default OptionalLong nextOffset(TopicPartition partition) {
        return OptionalLong.empty();
    }

    @Override
    void close();
}
