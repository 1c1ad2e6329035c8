package {{package}}.support;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Part of the topology, which Storm keeps on disk: so it holds the path of the password file, and no password.
 * Without a file the worker's own environment may have MYSQL_PASSWORD.
 */
public record MysqlSettings(String url, String user, String passwordFile) implements Serializable {
    private static final Pattern LOOPBACK = Pattern.compile("jdbc:mysql://(localhost|127\\.[0-9.]+|\\[::1])[:/].*");

    /** The database that the URL names. */
    public String database() {
        return url.replaceFirst("[?;].*", "").replaceFirst(".*[/:]", "");
    }

    /** What the driver needs. The password is read at every connect, so that a changed one needs no new submit. */
    public Properties properties() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password());
        if (url.startsWith("jdbc:mysql:")) {
            properties.setProperty("rewriteBatchedStatements", "true");
            properties.setProperty("connectTimeout", "5000");
            properties.setProperty("socketTimeout", "20000");
        }
        if (LOOPBACK.matcher(url).matches()) {
            // A local server seldom has a certificate, and loopback traffic does not leave the machine.
            properties.setProperty("sslMode", "DISABLED");
            properties.setProperty("allowPublicKeyRetrieval", "true");
        }
        return properties;
    }

    private String password() throws SQLException {
        if (passwordFile == null) {
            return System.getenv().getOrDefault("MYSQL_PASSWORD", "");
        }
        try {
            return Files.readString(Path.of(passwordFile)).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new SQLException("Cannot read the password file " + passwordFile, e);
        }
    }
}
