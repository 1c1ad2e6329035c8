package streamkit.connect.jdbc;

import org.apache.kafka.connect.errors.ConnectException;

/** A table does not have what one of the connector's properties says about its columns. */
final class InvalidColumnException extends ConnectException {
    private static final long serialVersionUID = 1L;

    private final String property;

    InvalidColumnException(String property, String message) {
        super(message);
        this.property = property;
    }

    String property() {
        return property;
    }
}
