package {{package}};

/** A record of the input: with a payment when it is to be counted, with a reason when it is a dead letter. */
record Checked(String line, Payment payment, String reason) {

    static Checked parse(String line) {
        try {
            return new Checked(line, Payment.parse(line == null ? "" : line), null);
        } catch (MalformedPaymentException malformed) {
            return new Checked(line, null, malformed.getMessage());
        }
    }

    Checked refused(String why) {
        return new Checked(line, payment, why);
    }
}
