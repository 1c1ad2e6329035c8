package {{package}}.groupings;

import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Sends each name to the task that it chooses: the length of the name decides. */
public final class DirectBolt extends BaseRichBolt {
    public static final String STREAM = "to-a-task";

    private final String target;
    private transient OutputCollector collector;
    private transient List<Integer> tasks;

    public DirectBolt(String target) {
        this.target = target;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        tasks = context.getComponentTasks(target);
    }

    @Override
    public void execute(Tuple tuple) {
        String name = tuple.getString(0);
        collector.emitDirect(tasks.get(name.length() % tasks.size()), STREAM, tuple, new Values(name));
        collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declareStream(STREAM, true, new Fields(NamesSpout.NAME));
    }
}
