package {{package}};

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.RetriableException;

/** Files in memory, in the order of their names. */
final class MemoryStore implements FileStore {
    final Map<String, byte[]> files = new TreeMap<>();
    /** Whether the next request fails; the file may be there all the same. */
    BooleanSupplier unreachable = () -> false;

    @Override
    public void put(String name, byte[] content) {
        if (unreachable.getAsBoolean()) {
            throw new RetriableException("connection refused");
        }
        files.put(name, content);
        if (unreachable.getAsBoolean()) {
            throw new RetriableException("connection reset");
        }
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    List<String> lines() {
        return files.values().stream().flatMap(MemoryStore::linesOf).toList();
    }

    private static Stream<String> linesOf(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).lines();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
