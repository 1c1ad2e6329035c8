package {{package}};

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import {{package}}.support.BatchInsert;
import {{package}}.support.MysqlSettings;

/** The JDBC connection: opened when it is first needed, and again after {@link #close}. */
final class MysqlConnection implements BatchInsert.Database {
    private static final Logger LOG = LoggerFactory.getLogger(MysqlConnection.class);

    private final MysqlSettings settings;
    private Connection connection;

    MysqlConnection(MysqlSettings settings) {
        this.settings = settings;
    }

    @Override
    public Connection connection() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(settings.url(), settings.properties());
            connection.setAutoCommit(false);
            LOG.info("Connected to {} as {}", settings.url(), settings.user());
        }
        return connection;
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
            LOG.warn("The connection to {} was already broken when it was closed", settings.url(), e);
        }
        connection = null;
    }
}
