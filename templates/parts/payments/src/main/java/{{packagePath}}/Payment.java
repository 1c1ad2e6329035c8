package {{package}};

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A payment that is valid. Amounts are in cents, so that sums are exact.
 *
 * @param line the record as it came
 */
public record Payment(String line, String id, String first, String last, long cents) implements Serializable {
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

    /** Reads {@code id,first,last,amount}. */
    static Payment parse(String line) throws MalformedPaymentException {
        String[] fields = line.split(",", -1);
        if (fields.length != 4) {
            throw new MalformedPaymentException("expected id,first,last,amount");
        }
        String id = fields[0].trim();
        String first = fields[1].trim();
        String last = fields[2].trim();
        if (id.isEmpty() || first.isEmpty() || last.isEmpty()) {
            throw new MalformedPaymentException("empty field");
        }
        return new Payment(line, id, first, last, cents(fields[3].trim()));
    }

    private static long cents(String amount) throws MalformedPaymentException {
        if (!AMOUNT.matcher(amount).matches()) {
            throw new MalformedPaymentException("invalid amount: " + amount);
        }
        int point = amount.indexOf('.');
        String whole = point < 0 ? amount : amount.substring(0, point);
        String fraction = point < 0 ? "" : amount.substring(point + 1);
        long cents = Long.parseLong(whole) * 100 + Long.parseLong((fraction + "00").substring(0, 2));
        if (cents == 0) {
            throw new MalformedPaymentException("invalid amount: " + amount);
        }
        return cents;
    }

    String tier() {
        if (cents < 100_00) {
            return "small";
        }
        return cents < 1000_00 ? "medium" : "large";
    }

    /** The output record: this payment, enriched, and what its last name has paid in the window so far. */
    String counted(long windowStart, long count, long sumCents) {
        return String.join(",", id, first, last, money(cents), tier(),
            Long.toString(windowStart), Long.toString(count), money(sumCents));
    }

    static String money(long cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }

    /** Why a payment is not counted that arrives after its window has closed. */
    static String late(long windowStart) {
        return "late: window " + windowStart + " closed";
    }
}
