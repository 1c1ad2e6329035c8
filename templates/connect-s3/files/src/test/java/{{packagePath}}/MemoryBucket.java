package {{package}};

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.RetriableException;

/** Objects in memory, in the order of their keys. */
final class MemoryBucket implements Bucket {
    final Map<String, byte[]> objects = new TreeMap<>();
    /** Whether the next request fails; the object may be there all the same. */
    BooleanSupplier unreachable = () -> false;

    @Override
    public void put(String key, byte[] content) {
        if (unreachable.getAsBoolean()) {
            throw new RetriableException("connection refused");
        }
        objects.put(key, content);
        if (unreachable.getAsBoolean()) {
            throw new RetriableException("connection reset");
        }
    }

    List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    List<String> lines() {
        return objects.values().stream().flatMap(MemoryBucket::linesOf).toList();
    }

    private static Stream<String> linesOf(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).lines();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
