import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The part of the sqlite3 program that the tests use: {@code sqlite3 [-cmd '.timeout MS'] FILE [SQL]}. */
public final class Sqlite3 {

    private Sqlite3() {
    }

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        int next = 0;
        if (args[0].equals("-cmd")) {
            properties.setProperty("busy_timeout", args[1].replaceAll("\\D", ""));
            next = 2;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[next], properties);
                Statement statement = connection.createStatement()) {
            if (args.length > next + 1) {
                run(statement, args[next + 1] + ";");
                return;
            }
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            StringBuilder pending = new StringBuilder();
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                pending.append(line.replaceFirst("^\\s*--.*", "")).append('\n');
                if (line.stripTrailing().endsWith(";")) {
                    run(statement, pending.toString());
                    pending.setLength(0);
                }
            }
            run(statement, pending + ";");
        }
    }

    /** Executes each statement of a script, and prints rows as sqlite3 does: columns separated by "|". */
    private static void run(Statement statement, String script) throws SQLException {
        for (String sql : script.split(";(?=(?:[^']*'[^']*')*[^']*$)")) {
            if (sql.isBlank() || !statement.execute(sql)) {
                continue;
            }
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        cells.add(rows.getString(i));
                    }
                    System.out.println(String.join("|", cells));
                }
            }
        }
    }
}
