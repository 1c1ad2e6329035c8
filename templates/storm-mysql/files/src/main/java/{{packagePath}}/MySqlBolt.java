package {{package}};

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseTickTupleAwareRichBolt;
import org.apache.storm.tuple.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records in batches, and acks each only when its row is committed. */
public final class MySqlBolt extends BaseTickTupleAwareRichBolt {
    static final String DEAD_LETTERS = "dead-letters";
    static final int BATCH_SIZE = 500;
    /** The longest that a row waits for its batch to fill. */
    private static final int TICK_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(MySqlBolt.class);

    private final MysqlConnection.Settings mysql;
    private final boolean once;
    private transient OutputCollector collector;
    private transient MySqlWriter writer;
    private transient BackOff backOff;
    private transient List<MySqlWriter.Insert> batch;

    MySqlBolt(MysqlConnection.Settings mysql, boolean once) {
        this.mysql = mysql;
        this.once = once;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        writer = new MySqlWriter(new MysqlConnection(mysql), new MySqlPrepare(once));
        backOff = new BackOff(System::nanoTime);
        batch = new ArrayList<>();
    }

    @Override
    protected void process(Tuple tuple) {
        KafkaRecord source = KafkaRecord.of(tuple);
        try {
            batch.add(new MySqlWriter.Insert(tuple, source, Row.parse(source.value())));
        } catch (MalformedRecordException e) {
            sendToDeadLetters(tuple, source, e.getMessage());
            collector.ack(tuple);
        }
        if (batch.size() >= BATCH_SIZE) {
            flush();
        }
    }

    @Override
    protected void onTickTuple(Tuple tick) {
        flush();
    }

    private void flush() {
        if (batch.isEmpty() || !backOff.isOver()) {
            return;
        }
        List<MySqlWriter.Insert> flushed = batch;
        batch = new ArrayList<>();
        try {
            List<MySqlWriter.Refusal> refusals = writer.write(flushed);
            backOff.succeeded();
            settle(flushed, refusals);
        } catch (SQLException e) {
            replay(flushed, e);
        }
    }

    private void settle(List<MySqlWriter.Insert> written, List<MySqlWriter.Refusal> refusals) {
        for (MySqlWriter.Refusal refusal : refusals) {
            MySqlWriter.Insert refused = refusal.insert();
            sendToDeadLetters(refused.tuple(), refused.source(), refusal.cause().getMessage());
        }
        for (MySqlWriter.Insert insert : written) {
            collector.ack(insert.tuple());
        }
    }

    private void replay(List<MySqlWriter.Insert> unwritten, SQLException cause) {
        long delay = backOff.failed();
        LOG.error("{} rows not written, the spout replays them; next attempt in {} ms: {}",
            unwritten.size(), delay, cause.getMessage());
        collector.reportError(cause);
        for (MySqlWriter.Insert insert : unwritten) {
            collector.fail(insert.tuple());
        }
    }

    /** Anchored: the record is done with only when the dead-letter topic has it. */
    private void sendToDeadLetters(Tuple tuple, KafkaRecord source, String reason) {
        LOG.warn("{} goes to the dead-letter topic: {}", source, reason);
        collector.emit(DEAD_LETTERS, tuple, DeadLetterBolt.values(source, reason));
    }

    @Override
    public void cleanup() {
        writer.close();
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declareStream(DEAD_LETTERS, DeadLetterBolt.FIELDS);
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, TICK_SECONDS);
    }
}
