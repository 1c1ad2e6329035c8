package streamkit.connect.jdbc.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** Opens connections to the configured database. */
public final class Database {
    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final JdbcSourceConfig config;
    private final Dialect dialect;

    public Database(JdbcSourceConfig config) {
        this.config = config;
        this.dialect = Dialect.of(config);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Not through DriverManager, which sees no drivers in the class loader of a Connect plugin. */
    public static Optional<Driver> driverFor(String url) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
            if (driver.acceptsURL(url)) {
                return Optional.of(driver);
            }
        }
        return Optional.empty();
    }

    public Connection open() throws SQLException {
        dialect.checkBeforeConnecting();
        Driver driver = driverFor(config.url())
                .orElseThrow(() -> new SQLException("No JDBC driver in this plugin for " + this));
        Connection connection = driver.connect(config.url(), driverProperties());
        try {
            dialect.prepare(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Tries as often as configured, unless another try cannot help or the connector is stopped. */
    public Connection openPatiently(CountDownLatch stopped) {
        for (int attempt = 1; ; attempt++) {
            try {
                return open();
            } catch (SQLException e) {
                if (attempt >= config.attempts() || !dialect.isTransient(e)) {
                    throw Failures.wrap("Cannot connect to " + this, e);
                }
                log.warn("Cannot connect to {} (attempt {} of {}): {}; trying again in {} ms", this, attempt,
                        config.attempts(), Failures.message(e), config.backoff().toMillis());
                pause(stopped);
            }
        }
    }

    private void pause(CountDownLatch stopped) {
        try {
            if (stopped.await(config.backoff().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ConnectException("Stopped while connecting to " + this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while connecting to " + this, e);
        }
    }

    private Properties driverProperties() {
        Properties properties = new Properties();
        dialect.driverProperties().forEach((name, value) -> {
            if (!config.url().contains(name + "=")) {
                properties.setProperty(name, value);
            }
        });
        if (config.user() != null) {
            properties.setProperty("user", config.user());
        }
        if (config.password() != null) {
            properties.setProperty("password", config.password().value());
        }
        return properties;
    }

    @Override
    public String toString() {
        return Secrets.mask(config.url());
    }
}
