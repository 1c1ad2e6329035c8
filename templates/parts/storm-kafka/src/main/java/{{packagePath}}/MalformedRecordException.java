package {{package}};

/** A record that can never become a row; the message is the reason given in the dead-letter topic. */
final class MalformedRecordException extends Exception {
    MalformedRecordException(String reason) {
        super(reason);
    }
}
