package {{package}}.support;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a customer from each record; the others go to the dead letters. */
public final class CustomerBolt extends BaseRichBolt {
    public static final String DEAD_LETTERS = "dead-letters";

    private static final Logger LOG = LoggerFactory.getLogger(CustomerBolt.class);

    private final String separator;
    private transient OutputCollector collector;

    public CustomerBolt(String separator) {
        this.separator = separator;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
    }

    /** Anchored: the spout replays the record until HDFS or the dead-letter topic has it. */
    @Override
    public void execute(Tuple tuple) {
        KafkaRecord source = KafkaRecord.of(tuple);
        try {
            collector.emit(tuple, Customer.parse(source.value(), separator).toValues());
        } catch (MalformedRecordException e) {
            LOG.warn("{} goes to the dead-letter topic: {}", source, e.getMessage());
            collector.emit(DEAD_LETTERS, tuple, DeadLetterBolt.values(source, e.getMessage()));
        }
        collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(Customer.FIELDS);
        declarer.declareStream(DEAD_LETTERS, DeadLetterBolt.FIELDS);
    }
}
