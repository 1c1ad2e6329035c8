package {{package}};

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import {{package}}.support.DeadLetterBolt;
import {{package}}.support.KafkaRecord;
import {{package}}.support.PaymentSource;

/**
 * Counts and sums the payments of each last name in each window, by the time of the record. A payment whose window was
 * closed already is late. The counts are in memory: they begin at 0 again when the worker is restarted.
 */
public final class CountBolt extends BaseRichBolt {
    static final String LATE = "late";

    private record Key(String last, long windowStart) {
    }

    private static final class Total {
        private long count;
        private long cents;
    }

    private final long windowMs;
    private final long graceMs;
    private transient OutputCollector collector;
    private transient Map<Key, Total> totals;
    /** The latest time of a record that this task has seen. */
    private transient long latest;

    CountBolt(long windowMs, long graceMs) {
        this.windowMs = windowMs;
        this.graceMs = graceMs;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        totals = new HashMap<>();
        latest = Long.MIN_VALUE;
    }

    @Override
    public void execute(Tuple tuple) {
        long timestamp = tuple.getLongByField(KafkaRecord.TIMESTAMP);
        long windowStart = Math.floorDiv(timestamp, windowMs) * windowMs;
        if (isClosed(windowStart)) {
            KafkaRecord source = KafkaRecord.of(tuple);
            collector.emit(LATE, tuple, DeadLetterBolt.values(source, "late: window " + windowStart + " closed"));
        } else {
            advance(timestamp);
            collector.emit(tuple, count(PaymentSource.payment(tuple), windowStart));
        }
        collector.ack(tuple);
    }

    private boolean isClosed(long windowStart) {
        return latest != Long.MIN_VALUE && windowStart + windowMs + graceMs <= latest;
    }

    private void advance(long timestamp) {
        boolean nextWindow = latest == Long.MIN_VALUE || Math.floorDiv(timestamp, windowMs) > Math.floorDiv(latest, windowMs);
        latest = Math.max(latest, timestamp);
        if (nextWindow) {
            totals.keySet().removeIf(key -> isClosed(key.windowStart()));
        }
    }

    private Values count(Payment payment, long windowStart) {
        Total total = totals.computeIfAbsent(new Key(payment.last(), windowStart), key -> new Total());
        total.count++;
        total.cents += payment.cents();
        String value = String.join(",", payment.id(), payment.first(), payment.last(), Payment.amount(payment.cents()),
            payment.tier(), Long.toString(windowStart), Long.toString(total.count), Payment.amount(total.cents));
        return new Values(payment.last(), value);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("key", "value"));
        declarer.declareStream(LATE, DeadLetterBolt.FIELDS);
    }
}
