package streamkit.connect.jdbc.database;

import java.sql.SQLException;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;

/** Error messages without passwords. */
public final class Failures {
    private Failures() {
    }

    public static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : Secrets.mask(message.strip().replaceAll("\\s+", " "));
    }

    public static ConnectException wrap(String what, SQLException failure) {
        String message = message(failure);
        boolean showsSecret = !Objects.equals(failure.getMessage(), Secrets.mask(failure.getMessage()));
        // A cause would be logged with its own message.
        return new ConnectException(what + ": " + message, showsSecret ? null : failure);
    }
}
