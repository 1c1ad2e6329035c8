package {{package}};

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.tuple.Tuple;

/** Remembers what a bolt did to its tuples. */
final class RecordingCollector implements IOutputCollector {
    record Emission(String stream, Collection<Tuple> anchors, List<Object> values) {
    }

    final List<Tuple> acked = new ArrayList<>();
    final List<Tuple> failed = new ArrayList<>();
    final List<Emission> emitted = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();

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
