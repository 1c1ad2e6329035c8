package streamkit.connect.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A real SQLite database file for a test. */
record SqliteFile(Path path) {

    static SqliteFile create(Path path, String... statements) throws SQLException {
        SqliteFile file = new SqliteFile(path);
        file.execute(statements);
        return file;
    }

    String url() {
        return "jdbc:sqlite:" + path;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
