package {{package}};

import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseWindowedBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.windowing.TupleWindow;
import {{package}}.support.PaymentSource;

/** When a window closes: the count and sum of each last name in it. Storm acks the tuples when they leave the window. */
public final class TotalsBolt extends BaseWindowedBolt {
    private final String name;
    private transient OutputCollector collector;

    TotalsBolt(String name) {
        this.name = name;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
    }

    @Override
    public void execute(TupleWindow window) {
        Map<String, long[]> totals = new TreeMap<>();
        for (Tuple tuple : window.get()) {
            Payment payment = PaymentSource.payment(tuple);
            long[] total = totals.computeIfAbsent(payment.last(), last -> new long[2]);
            total[0]++;
            total[1] += payment.cents();
        }
        totals.forEach((last, total) -> collector.emit(new Values(last, String.join(",", name,
            Long.toString(window.getStartTimestamp()), Long.toString(window.getEndTimestamp()), last,
            Long.toString(total[0]), Payment.amount(total[1])))));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("key", "value"));
    }
}
