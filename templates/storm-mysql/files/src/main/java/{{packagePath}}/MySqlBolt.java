package {{package}};

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import {{package}}.support.BatchInsert;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.GroupCommit;
import {{package}}.support.KafkaRecord;
import {{package}}.support.LockedCollector;
import {{package}}.support.MalformedRecordException;
import {{package}}.support.MysqlSettings;
import {{package}}.support.Row;

/** One tuple, one row: inserted in a transaction with the rows that arrived meanwhile, and acked after its commit. */
public final class MySqlBolt extends BaseRichBolt {
    static final String DEAD_LETTERS = "dead-letters";
    /** The most rows of one transaction. */
    static final int MAX_GROUP = 500;

    private static final Logger LOG = LoggerFactory.getLogger(MySqlBolt.class);

    private final MysqlSettings mysql;
    private final boolean once;
    private transient OutputCollector collector;
    private transient GroupCommit<MySqlPrepare.Insert> inserts;

    MySqlBolt(MysqlSettings mysql, boolean once) {
        this.mysql = mysql;
        this.once = once;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = new LockedCollector(collector);
        inserts = new GroupCommit<>(this.collector,
            new BatchInsert<>(new MysqlConnection(mysql), new MySqlPrepare(once)), MAX_GROUP, this::sendToDeadLetters);
    }

    @Override
    public void execute(Tuple tuple) {
        KafkaRecord source = KafkaRecord.of(tuple);
        try {
            inserts.add(tuple, new MySqlPrepare.Insert(Row.parse(source.value()), source));
        } catch (MalformedRecordException e) {
            sendToDeadLetters(tuple, e.getMessage());
            collector.ack(tuple);
        }
    }

    /** Anchored to the tuple: the spout replays the record until the dead-letter topic has it. */
    private void sendToDeadLetters(Tuple tuple, String reason) {
        KafkaRecord source = KafkaRecord.of(tuple);
        LOG.warn("{} goes to the dead-letter topic: {}", source, reason);
        collector.emit(DEAD_LETTERS, tuple, DeadLetterBolt.values(source, reason));
    }

    @Override
    public void cleanup() {
        inserts.close();
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declareStream(DEAD_LETTERS, DeadLetterBolt.FIELDS);
    }
}
