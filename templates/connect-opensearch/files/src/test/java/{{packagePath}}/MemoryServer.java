package {{package}};

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.errors.RetriableException;

/** Documents in memory, by index and id. It refuses documents that contain the word "refuse". */
final class MemoryServer implements Server {
    final Map<String, String> documents = new TreeMap<>();
    final List<Integer> requests = new ArrayList<>();
    /** Whether the connection breaks at the next operation. */
    BooleanSupplier unreachable = () -> false;

    @Override
    public List<Refusal> bulk(List<Operation> operations) {
        requests.add(operations.size());
        List<Refusal> refusals = new ArrayList<>();
        for (Operation operation : operations) {
            if (unreachable.getAsBoolean()) {
                throw new RetriableException("connection reset");
            }
            String name = operation.index() + "/" + operation.id();
            String source = operation.source() == null ? null : new String(operation.source(), StandardCharsets.UTF_8);
            if (source == null) {
                documents.remove(name);
            } else if (source.contains("refuse")) {
                refusals.add(new Refusal(operation, "failed to parse"));
            } else {
                documents.put(name, source);
            }
        }
        return refusals;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
