package {{package}}.support;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.storm.Constants;
import org.apache.storm.hdfs.bolt.HdfsBolt;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.TupleImpl;
import org.apache.storm.utils.Utils;

/**
 * Writes each group through an HdfsBolt and syncs it. After a failure a fresh copy of the bolt is used: the failed one
 * would keep its broken file open, and at the next sync ack what it wrote to a file that it failed to close.
 */
final class HdfsStore implements GroupCommit.Store<Tuple> {
    private final HdfsTarget target;
    private final byte[] blueprint;
    private final Map<String, Object> config;
    private final TopologyContext context;
    private final Tuple tick;
    private Session session;

    HdfsStore(HdfsTarget target, HdfsBolt bolt, Map<String, Object> config, TopologyContext context) {
        this.target = target;
        this.blueprint = Utils.javaSerialize(bolt);
        this.config = config;
        this.context = context;
        tick = new TupleImpl(context, List.of(1), Constants.SYSTEM_COMPONENT_ID, (int) Constants.SYSTEM_TASK_ID,
            Constants.SYSTEM_TICK_STREAM_ID);
    }

    @Override
    public List<GroupCommit.Refusal> write(List<Tuple> tuples) throws IOException {
        attempt(() -> open().write(tuples));
        return List.of();
    }

    /** Closes the files of killed predecessors; HDFS needs a few seconds for each. */
    @Override
    public void maintain() throws IOException {
        attempt(() -> open().abandoned.repair());
    }

    private interface Action {
        void run() throws IOException;
    }

    private void attempt(Action action) throws IOException {
        try {
            action.run();
        } catch (IOException | RuntimeException e) {
            // The file stays as it is, for the next session to repair.
            close();
            throw e;
        }
    }

    private Session open() throws IOException {
        if (session == null) {
            String ownFiles = target.prefix() + context.getThisComponentId() + "-" + context.getThisTaskId() + "-";
            AbandonedFiles abandoned = AbandonedFiles.find(target, config, ownFiles);
            session = new Session(Utils.javaDeserialize(blueprint, HdfsBolt.class), abandoned);
            session.bolt.prepare(config, context, session.outcome);
        }
        return session;
    }

    @Override
    public void close() {
        if (session != null) {
            session.bolt.cleanup();
            session = null;
        }
    }

    /** A prepared HdfsBolt until its first failure. */
    private final class Session {
        private final HdfsBolt bolt;
        private final AbandonedFiles abandoned;
        private final Outcome outcome = new Outcome();

        Session(HdfsBolt bolt, AbandonedFiles abandoned) {
            this.bolt = bolt;
            this.abandoned = abandoned;
        }

        void write(List<Tuple> tuples) throws IOException {
            for (Tuple tuple : tuples) {
                outcome.unsynced++;
                execute(tuple);
            }
            if (outcome.unsynced > 0) {
                // HdfsBolt syncs at a tick.
                execute(tick);
            }
            if (outcome.unsynced != 0) {
                throw new IOException(outcome.unsynced + " rows are not synced");
            }
        }

        private void execute(Tuple tuple) throws IOException {
            try {
                bolt.execute(tuple);
            } catch (RuntimeException e) {
                // HdfsBolt reports why a sync failed, and then throws that it failed.
                outcome.throwFailure();
                throw e;
            }
            outcome.throwFailure();
        }
    }

    /** The collector of the HdfsBolt. GroupCommit acks and fails the tuples; this counts what is not yet synced. */
    private final class Outcome extends OutputCollector {
        private int unsynced;
        private Throwable failure;

        Outcome() {
            super(null);
        }

        @Override
        public void ack(Tuple tuple) {
            if (tuple != tick) {
                unsynced--;
            }
        }

        @Override
        public void fail(Tuple tuple) {
            // HdfsBolt fails some tuples of a group; all of them will be.
        }

        @Override
        public void reportError(Throwable error) {
            // Later errors follow from the first.
            if (failure == null) {
                failure = error;
            }
        }

        void throwFailure() throws IOException {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
        }
    }
}
