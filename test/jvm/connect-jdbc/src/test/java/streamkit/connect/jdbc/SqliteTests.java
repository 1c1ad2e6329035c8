package streamkit.connect.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import streamkit.connect.jdbc.config.JdbcSourceConfig;

/** What tests on SQLite files share: a file, and a worker that copies it. */
abstract class SqliteTests {
    static final String CUSTOMER = "CREATE TABLE customer("
            + "cust_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, cust_name VARCHAR(255))";

    @TempDir
    Path directory;
    Path offsets;

    @BeforeEach
    void offsetFile() {
        offsets = directory.resolve("offsets");
    }

    SqliteFile database(String... statements) throws Exception {
        return SqliteFile.create(directory.resolve("firstdb.db"), statements);
    }

    Worker incrementing(SqliteFile database, String column, String... more) {
        Map<String, String> properties = Worker.properties(database.url(), "incrementing", more);
        properties.put(JdbcSourceConfig.INCREMENTING_COLUMN, column);
        return Worker.start(properties, offsets);
    }

    static List<String> values(List<SourceRecord> records) {
        return records.stream().map(record -> record.value().toString()).toList();
    }

    static List<Object> field(List<SourceRecord> records, String name) {
        return records.stream().map(record -> ((Struct) record.value()).get(name)).toList();
    }

    static void insertCustomers(SqliteFile database, int count) throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO customer (cust_name) VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                insert.setString(1, "name " + i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
