package {{package}}.groupings;

import java.util.List;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** Emits each of its names twice, and then nothing more. */
public final class NamesSpout extends BaseRichSpout {
    public static final String NAME = "name";
    public static final List<String> NAMES = List.of(
        "Ada", "Barbara", "Edsger", "Grace", "Leslie", "Margaret", "Ada", "Barbara", "Edsger", "Grace", "Leslie", "Margaret");

    private transient SpoutOutputCollector collector;
    private transient int next;

    @Override
    public void open(Map<String, Object> config, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
    }

    @Override
    public void nextTuple() {
        if (next < NAMES.size()) {
            collector.emit(new Values(NAMES.get(next)), next);
            next++;
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(NAME));
    }
}
