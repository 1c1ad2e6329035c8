package {{package}};

/** A record that can never be counted; the message is the reason in the dead-letter topic. */
final class MalformedPaymentException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedPaymentException(String reason) {
        super(reason, null, false, false);
    }
}
