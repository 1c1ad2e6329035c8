package {{package}}.support;

/** A record that can never become a row; the message is the reason given in the dead-letter topic. */
public final class MalformedRecordException extends Exception {
    public MalformedRecordException(String reason) {
        super(reason);
    }
}
