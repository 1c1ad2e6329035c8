package {{package}};

import java.util.List;

/** What operations are sent to. */
interface Server extends AutoCloseable {
    /**
     * Carries out operations in their order.
     *
     * @return those that the server refused for good
     * @throws org.apache.kafka.connect.errors.RetriableException if a later attempt may succeed; some may be carried out
     * @throws org.apache.kafka.connect.errors.ConnectException   otherwise
     */
    List<Refusal> bulk(List<Operation> operations);

    @Override
    void close();

    /** @param reason in the server's words */
    record Refusal(Operation operation, String reason) {
    }
}
