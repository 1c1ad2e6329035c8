package {{package}};

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.KafkaRecord;

/** Payments that came after their window had closed: they go to the dead-letter topic. */
public final class LateBolt extends BaseRichBolt {
    private transient OutputCollector collector;

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
    }

    @Override
    public void execute(Tuple tuple) {
        Tuple late = (Tuple) tuple.getValueByField("late_tuple");
        collector.emit(tuple, DeadLetterBolt.values(KafkaRecord.of(late), "late"));
        collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(DeadLetterBolt.FIELDS);
    }
}
