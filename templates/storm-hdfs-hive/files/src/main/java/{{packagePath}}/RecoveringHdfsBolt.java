package {{package}};

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.storm.Config;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseTickTupleAwareRichBolt;
import org.apache.storm.tuple.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes through an HdfsBolt, and after a failure through a new one: its tuples fail, and the spout replays them. */
public final class RecoveringHdfsBolt extends BaseTickTupleAwareRichBolt {
    /** The longest that a row waits for its sync. */
    private static final int TICK_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(RecoveringHdfsBolt.class);

    private final HdfsTarget target;
    private transient Map<String, Object> config;
    private transient TopologyContext context;
    private transient OutputCollector collector;
    private transient BackOff backOff;
    /** What comes during a pause. */
    private transient Queue<Tuple> waiting;
    private transient HdfsSession session;

    RecoveringHdfsBolt(HdfsTarget target) {
        this.target = target;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.config = config;
        this.context = context;
        this.collector = collector;
        backOff = new BackOff(System::nanoTime);
        waiting = new ArrayDeque<>();
    }

    @Override
    protected void process(Tuple tuple) {
        waiting.add(tuple);
        attempt(this::writeWaiting);
    }

    @Override
    protected void onTickTuple(Tuple tick) {
        attempt(() -> {
            writeWaiting();
            openSession().tick(tick);
        });
    }

    private interface Action {
        void run() throws IOException;
    }

    private void attempt(Action action) {
        if (!backOff.isOver()) {
            return;
        }
        try {
            action.run();
        } catch (IOException | RuntimeException e) {
            replay(e);
        }
    }

    private void writeWaiting() throws IOException {
        HdfsSession open = openSession();
        for (Tuple tuple = waiting.poll(); tuple != null; tuple = waiting.poll()) {
            open.write(tuple);
        }
    }

    private HdfsSession openSession() throws IOException {
        if (session == null) {
            session = new HdfsSession(collector, backOff::succeeded);
            session.open(target, config, context);
        }
        return session;
    }

    private void replay(Exception cause) {
        int failed = session.failUnsettled() + waiting.size();
        waiting.forEach(collector::fail);
        waiting.clear();
        session.close();
        session = null;
        LOG.error("{} rows not written, the spout replays them; next attempt in {} ms: {}",
            failed, backOff.failed(), cause.getMessage());
        collector.reportError(cause);
    }

    @Override
    public void cleanup() {
        if (session != null) {
            session.close();
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        // The end of the stream: nothing comes out.
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, TICK_SECONDS);
    }
}
