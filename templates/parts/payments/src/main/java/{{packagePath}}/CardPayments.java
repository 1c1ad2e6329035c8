package {{package}};

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The payments above the limit that a card has made lately, in the order of their times. Three within the window raise an
 * alert, and are used up by it.
 */
public final class CardPayments implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int PAYMENTS = 3;

    private final ArrayList<Seen> seen = new ArrayList<>();

    private record Seen(long time, String id) implements Serializable {
    }

    /** The card of a payment: who pays. */
    static String card(Payment payment) {
        return payment.first() + " " + payment.last();
    }

    /** {@code LIMIT}, such as 500.00, in cents. */
    static long limit(Options options) {
        return new java.math.BigDecimal(options.text("limit")).movePointRight(2).longValueExact();
    }

    /** Adds a payment above the limit. Returns the alert {@code first,last,id,id,id,firstTime,lastTime} that it completes. */
    Optional<String> add(Payment payment, long time, long windowMs) {
        Seen one = new Seen(time, payment.id());
        if (!seen.contains(one)) {
            int index = seen.size();
            while (index > 0 && seen.get(index - 1).time() > time) {
                index--;
            }
            seen.add(index, one);
        }
        for (int from = 0; from + PAYMENTS <= seen.size(); from++) {
            List<Seen> three = seen.subList(from, from + PAYMENTS);
            if (three.get(PAYMENTS - 1).time() - three.get(0).time() <= windowMs) {
                String alert = alert(payment, three.stream().map(Seen::id).toList(), three.get(0).time(), three.get(PAYMENTS - 1).time());
                three.clear();
                return Optional.of(alert);
            }
        }
        return Optional.empty();
    }

    static String alert(Payment payment, List<String> ids, long firstTime, long lastTime) {
        return String.join(",", payment.first(), payment.last(), String.join(",", ids),
            Long.toString(firstTime), Long.toString(lastTime));
    }

    void forgetBefore(long time) {
        seen.removeIf(one -> one.time() < time);
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    long latest() {
        return seen.get(seen.size() - 1).time();
    }

    /** As text: {@code time,id,time,id}. An id has no comma. */
    String text() {
        return seen.stream().map(one -> one.time() + "," + one.id()).collect(Collectors.joining(","));
    }

    static CardPayments of(String text) {
        CardPayments payments = new CardPayments();
        String[] fields = text == null || text.isEmpty() ? new String[0] : text.split(",");
        for (int i = 0; i < fields.length; i += 2) {
            payments.seen.add(new Seen(Long.parseLong(fields[i]), fields[i + 1]));
        }
        return payments;
    }
}
