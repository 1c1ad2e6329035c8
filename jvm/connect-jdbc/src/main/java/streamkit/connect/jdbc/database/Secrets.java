package streamkit.connect.jdbc.database;

import java.util.regex.Pattern;

/** Keeps passwords that stand inside a JDBC URL out of logs and error messages. */
public final class Secrets {
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;,(](?:[a-z0-9_.-]*(?:password|passphrase|secret|token)|pwd)=)[^&;,)\\s]*");
    private static final Pattern USER_INFO = Pattern.compile("(//[^/@:\\s]*:)[^/\\s]*(@)");

    private Secrets() {
    }

    public static String mask(String text) {
        if (text == null) {
            return null;
        }
        String masked = PARAMETER.matcher(text).replaceAll("$1****");
        return USER_INFO.matcher(masked).replaceAll("$1****$2");
    }
}
