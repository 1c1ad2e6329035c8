package {{package}};

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import {{package}}.support.MalformedRecordException;

/** A payment: a line such as {@code 17,Ada,Lovelace,12.50}. Amounts are exact: they are counted in cents. */
public record Payment(String id, String first, String last, long cents) {
    public static final String ID = "id";
    public static final String FIRST = "first";
    public static final String LAST = "last";
    public static final String CENTS = "cents";

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,2}))?");

    public static Payment parse(String line) throws MalformedRecordException {
        String[] fields = line.split(",", -1);
        if (fields.length != 4) {
            throw new MalformedRecordException("expected id,first,last,amount");
        }
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].trim();
        }
        if (fields[0].isEmpty() || fields[1].isEmpty() || fields[2].isEmpty()) {
            throw new MalformedRecordException("empty field");
        }
        return new Payment(fields[0], fields[1], fields[2], cents(fields[3]));
    }

    private static long cents(String amount) throws MalformedRecordException {
        Matcher matcher = AMOUNT.matcher(amount);
        if (!matcher.matches()) {
            throw new MalformedRecordException("invalid amount: " + amount);
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        long cents = Long.parseLong(matcher.group(1)) * 100 + Long.parseLong((fraction + "00").substring(0, 2));
        if (cents == 0) {
            throw new MalformedRecordException("invalid amount: " + amount);
        }
        return cents;
    }

    /** Which kind of payment it is. */
    String tier() {
        if (cents < 100_00) {
            return "small";
        }
        return cents < 1_000_00 ? "medium" : "large";
    }

    /** Cents as an amount with two decimals. */
    static String amount(long cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}
