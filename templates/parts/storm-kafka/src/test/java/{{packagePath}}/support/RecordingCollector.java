package {{package}}.support;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.tuple.Tuple;

/** Records what a bolt does to its tuples, from whichever thread. */
public final class RecordingCollector implements IOutputCollector {
    public record Emission(String stream, Collection<Tuple> anchors, List<Object> values) {
    }

    public final List<Tuple> acked = new CopyOnWriteArrayList<>();
    public final List<Tuple> failed = new CopyOnWriteArrayList<>();
    public final List<Emission> emitted = new CopyOnWriteArrayList<>();
    public final List<Throwable> errors = new CopyOnWriteArrayList<>();

    @Override
    public List<Integer> emit(String stream, Collection<Tuple> anchors, List<Object> values) {
        emitted.add(new Emission(stream, anchors, values));
        return List.of();
    }

    @Override
    public void emitDirect(int task, String stream, Collection<Tuple> anchors, List<Object> values) {
        throw new UnsupportedOperationException("no bolt here emits to a task of its choice");
    }

    @Override
    public void ack(Tuple input) {
        acked.add(input);
    }

    @Override
    public void fail(Tuple input) {
        failed.add(input);
    }

    @Override
    public void resetTimeout(Tuple input) {
        throw new UnsupportedOperationException("no bolt here extends a timeout");
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void reportError(Throwable error) {
        errors.add(error);
    }
}
