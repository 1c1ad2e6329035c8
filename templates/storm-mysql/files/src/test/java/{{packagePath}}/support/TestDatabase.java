package {{package}}.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** H2 in MySQL mode, in memory; the project's own scripts create its tables. */
public final class TestDatabase implements AutoCloseable {
    private final String url;
    private final Connection connection;

    public TestDatabase(String name) throws SQLException {
        url = "jdbc:h2:mem:" + name + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE";
        connection = DriverManager.getConnection(url, "root", "");
    }

    public MysqlSettings settings() {
        return new MysqlSettings(url, "root", null);
    }

    /** Runs the script without what H2 does not have: databases on the server. */
    void run(Path script) throws IOException, SQLException {
        String sql = Files.readString(script).replaceAll("(?m)^(create database|use|--) .*$", "");
        execute(sql);
    }

    public void createTable() throws IOException, SQLException {
        run(Path.of("sql/{{table}}.sql"));
    }

    public void createTableForOnce() throws IOException, SQLException {
        createTable();
        run(Path.of("sql/{{table}}-once.sql"));
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows, in the order of their ids. */
    public List<Row> rows() throws SQLException {
        String query = "select `{{firstColumn}}`, `{{secondColumn}}` from `{{table}}` order by `{{idColumn}}`";
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(new Row(result.getString(1), result.getString(2)));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
