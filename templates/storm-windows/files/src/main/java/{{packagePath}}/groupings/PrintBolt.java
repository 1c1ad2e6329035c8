package {{package}}.groupings;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** Prints which of the bolt's tasks received a name. */
public final class PrintBolt extends BaseRichBolt {
    private final String grouping;
    private transient OutputCollector collector;
    private transient int task;

    public PrintBolt(String grouping) {
        this.grouping = grouping;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        task = context.getThisTaskIndex();
    }

    @Override
    public void execute(Tuple tuple) {
        System.out.println(grouping + ": task " + task + " received " + tuple.getString(0));
        collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        // The end of the stream.
    }
}
