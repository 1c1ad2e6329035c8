package {{package}};

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import {{package}}.support.KafkaRecord;
import {{package}}.support.PaymentSource;

/**
 * Raises an alert as soon as a card has made three payments above the limit within the window, in whichever order they
 * arrive. The three are then used up. A windowed bolt would raise it only when the window closes.
 */
public final class FraudBolt extends BaseRichBolt {
    private static final int PAYMENTS = 3;

    private record Seen(long timestamp, String id) {
    }

    private final long limitCents;
    private final long windowMs;
    private final long graceMs;
    private transient OutputCollector collector;
    /** Payments above the limit by card, in the order of their times. */
    private transient Map<String, List<Seen>> cards;
    private transient long latest;

    FraudBolt(long limitCents, long windowMs, long graceMs) {
        this.limitCents = limitCents;
        this.windowMs = windowMs;
        this.graceMs = graceMs;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        cards = new HashMap<>();
        latest = Long.MIN_VALUE;
    }

    @Override
    public void execute(Tuple tuple) {
        Payment payment = PaymentSource.payment(tuple);
        long timestamp = tuple.getLongByField(KafkaRecord.TIMESTAMP);
        forgetOld(timestamp);
        if (payment.cents() > limitCents) {
            String card = payment.first() + " " + payment.last();
            List<Seen> seen = cards.computeIfAbsent(card, key -> new ArrayList<>());
            insert(seen, new Seen(timestamp, payment.id()));
            takeTriple(seen).ifPresent(triple -> collector.emit(tuple, alert(payment, card, triple)));
        }
        collector.ack(tuple);
    }

    /** A payment this old can no longer be part of an alert: one that would complete it would be late. */
    private void forgetOld(long timestamp) {
        if (latest == Long.MIN_VALUE || Math.floorDiv(timestamp, windowMs) > Math.floorDiv(latest, windowMs)) {
            long oldest = timestamp - windowMs - graceMs;
            cards.values().removeIf(seen -> seen.removeIf(one -> one.timestamp() < oldest) && seen.isEmpty());
        }
        latest = Math.max(latest, timestamp);
    }

    private static void insert(List<Seen> seen, Seen one) {
        if (seen.contains(one)) {
            // A replay.
            return;
        }
        int index = seen.size();
        while (index > 0 && seen.get(index - 1).timestamp() > one.timestamp()) {
            index--;
        }
        seen.add(index, one);
    }

    private Optional<List<Seen>> takeTriple(List<Seen> seen) {
        for (int from = 0; from + PAYMENTS <= seen.size(); from++) {
            List<Seen> triple = seen.subList(from, from + PAYMENTS);
            if (triple.get(PAYMENTS - 1).timestamp() - triple.get(0).timestamp() <= windowMs) {
                List<Seen> taken = List.copyOf(triple);
                triple.clear();
                return Optional.of(taken);
            }
        }
        return Optional.empty();
    }

    private static Values alert(Payment payment, String card, List<Seen> triple) {
        String value = String.join(",", payment.first(), payment.last(), triple.get(0).id(), triple.get(1).id(),
            triple.get(2).id(), Long.toString(triple.get(0).timestamp()), Long.toString(triple.get(2).timestamp()));
        return new Values(card, value);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields("key", "value"));
    }
}
