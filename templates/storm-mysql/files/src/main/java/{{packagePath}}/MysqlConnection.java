package {{package}};

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDBC connection: opened when first asked for, and anew after {@link #close}. */
final class MysqlConnection implements AutoCloseable {

    /**
     * Travels to the worker inside the topology, which Storm keeps on disk: so it names the file of the password, and
     * holds no password. Without a file the worker's own environment may give MYSQL_PASSWORD.
     */
    record Settings(String url, String user, String passwordFile) implements Serializable {
    }

    private static final Logger LOG = LoggerFactory.getLogger(MysqlConnection.class);
    private static final Pattern LOOPBACK = Pattern.compile("jdbc:mysql://(localhost|127\\.[0-9.]+|\\[::1])[:/].*");

    private final Settings settings;
    private Connection connection;

    MysqlConnection(Settings settings) {
        this.settings = settings;
    }

    Connection get() throws SQLException {
        if (connection == null) {
            connection = open();
        }
        return connection;
    }

    private Connection open() throws SQLException {
        Connection opened = DriverManager.getConnection(settings.url(), properties());
        opened.setAutoCommit(false);
        LOG.info("Connected to {} as {}", settings.url(), settings.user());
        return opened;
    }

    private Properties properties() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", password());
        if (settings.url().startsWith("jdbc:mysql:")) {
            properties.setProperty("rewriteBatchedStatements", "true");
            properties.setProperty("connectTimeout", "5000");
            properties.setProperty("socketTimeout", "20000");
        }
        if (LOOPBACK.matcher(settings.url()).matches()) {
            // A local server seldom has a certificate, and nobody listens in between.
            properties.setProperty("sslMode", "DISABLED");
            properties.setProperty("allowPublicKeyRetrieval", "true");
        }
        return properties;
    }

    /** Read at every connect, so that a changed password needs no new submit. */
    private String password() throws SQLException {
        if (settings.passwordFile() == null) {
            return System.getenv().getOrDefault("MYSQL_PASSWORD", "");
        }
        try {
            return Files.readString(Path.of(settings.passwordFile())).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new SQLException("Cannot read the password file " + settings.passwordFile(), e);
        }
    }

    /** Rolls back what is not committed. */
    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("The connection to {} was already broken when closed", settings.url(), e);
        }
        connection = null;
    }
}
