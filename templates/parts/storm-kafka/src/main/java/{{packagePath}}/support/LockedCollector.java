package {{package}}.support;

import java.util.Collection;
import java.util.List;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;

/** A collector for several threads. Storm's own serializes tuples for other workers with a Kryo that allows one thread. */
public final class LockedCollector extends OutputCollector {

    public LockedCollector(IOutputCollector delegate) {
        super(delegate);
    }

    @Override
    public synchronized List<Integer> emit(String stream, Collection<Tuple> anchors, List<Object> values) {
        return super.emit(stream, anchors, values);
    }

    @Override
    public synchronized void emitDirect(int task, String stream, Collection<Tuple> anchors, List<Object> values) {
        super.emitDirect(task, stream, anchors, values);
    }

    @Override
    public synchronized void ack(Tuple tuple) {
        super.ack(tuple);
    }

    @Override
    public synchronized void fail(Tuple tuple) {
        super.fail(tuple);
    }

    @Override
    public synchronized void reportError(Throwable error) {
        super.reportError(error);
    }
}
