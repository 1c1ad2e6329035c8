package {{package}};

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a last name has paid in a window so far, and the payment that came last; its line is empty before the first. */
record Totals(long count, long cents, String line) {
    /** As text: {@code count;cents;line}. */
    static final Serde<Totals> SERDE = Serdes.serdeFrom(
        (topic, totals) -> totals == null ? null : new StringSerializer().serialize(topic, totals.count + ";" + totals.cents + ";" + totals.line),
        (topic, bytes) -> bytes == null ? null : of(new StringDeserializer().deserialize(topic, bytes)));

    static Totals none() {
        return new Totals(0, 0, "");
    }

    private static Totals of(String text) {
        String[] fields = text.split(";", 3);
        return new Totals(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
    }

    Totals plus(String next) {
        return new Totals(count + 1, cents + Checked.parse(next).payment().cents(), next);
    }

    String result(long windowStart) {
        return Checked.parse(line).payment().counted(windowStart, count, cents);
    }
}
