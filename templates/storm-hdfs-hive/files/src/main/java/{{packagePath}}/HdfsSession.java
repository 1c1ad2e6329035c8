package {{package}};

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.storm.Config;
import org.apache.storm.hdfs.bolt.HdfsBolt;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/**
 * An HdfsBolt until its first failure. By itself it would go on after one: it keeps a broken file open, and at the next
 * sync acks what it wrote to a file that it failed to close.
 */
final class HdfsSession implements AutoCloseable {
    private final Ledger ledger;
    private HdfsBolt bolt;
    private AbandonedFiles abandoned;

    HdfsSession(OutputCollector collector, Runnable onAck) {
        ledger = new Ledger(collector, onAck);
    }

    void open(HdfsTarget target, Map<String, Object> config, TopologyContext context) throws IOException {
        String prefix = "records-" + config.get(Config.TOPOLOGY_NAME) + "-";
        String ownFiles = prefix + context.getThisComponentId() + "-" + context.getThisTaskId() + "-";
        abandoned = AbandonedFiles.find(target, config, ownFiles);
        HdfsBolt prepared = target.newBolt(prefix);
        prepared.prepare(config, context, ledger);
        bolt = prepared;
    }

    void write(Tuple tuple) throws IOException {
        ledger.unsettled.add(tuple);
        execute(tuple);
    }

    /** Syncs what is written. */
    void tick(Tuple tick) throws IOException {
        abandoned.repair();
        execute(tick);
    }

    private void execute(Tuple tuple) throws IOException {
        try {
            bolt.execute(tuple);
        } catch (RuntimeException e) {
            // HdfsBolt reports why a sync failed, and then throws that it failed: to end the worker, were it alone.
            ledger.throwFailure();
            throw e;
        }
        ledger.throwFailure();
    }

    /** Returns how many tuples those were. */
    int failUnsettled() {
        return ledger.failUnsettled();
    }

    /** After a failure the file stays as it is, for the next session to repair. */
    @Override
    public void close() {
        if (bolt != null) {
            bolt.cleanup();
        }
    }

    /** The collector that HdfsBolt is given: it passes acks on, and knows what is left and what went wrong. */
    private static final class Ledger extends OutputCollector {
        private final OutputCollector collector;
        private final Runnable onAck;
        private final Set<Tuple> unsettled = new LinkedHashSet<>();
        private Throwable failure;

        Ledger(OutputCollector collector, Runnable onAck) {
            super(collector);
            this.collector = collector;
            this.onAck = onAck;
        }

        @Override
        public void ack(Tuple tuple) {
            if (unsettled.remove(tuple)) {
                collector.ack(tuple);
                onAck.run();
            }
        }

        @Override
        public void fail(Tuple tuple) {
            // HdfsBolt fails some tuples; failUnsettled fails them together with the rest.
        }

        @Override
        public void reportError(Throwable error) {
            // Later ones follow from the first.
            if (failure == null) {
                failure = error;
            }
        }

        void throwFailure() throws IOException {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
        }

        int failUnsettled() {
            int count = unsettled.size();
            unsettled.forEach(collector::fail);
            unsettled.clear();
            return count;
        }
    }
}
