package streamkit.connect.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import streamkit.connect.jdbc.config.JdbcSourceConfig;
import streamkit.connect.jdbc.database.Dialect;
import streamkit.connect.jdbc.database.TableId;

/** Finds the tables that the configuration asks for. */
final class TableCatalog {
    private final JdbcSourceConfig config;
    private final Dialect dialect;

    TableCatalog(JdbcSourceConfig config, Dialect dialect) {
        this.config = config;
        this.dialect = dialect;
    }

    /** The selected tables, always in the same order. */
    List<TableId> tables(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String catalog = config.catalogPattern() != null ? config.catalogPattern() : connection.getCatalog();
        String schema = config.schemaPattern() != null
                ? config.schemaPattern()
                : Dialect.likeName(meta, connection.getSchema());
        String[] types = config.tableTypes().toArray(String[]::new);

        List<TableId> tables = new ArrayList<>();
        try (ResultSet row = meta.getTables(catalog, schema, "%", types)) {
            while (row.next()) {
                TableId table = dialect.tableId(row.getString("TABLE_CAT"), row.getString("TABLE_SCHEM"),
                        row.getString("TABLE_NAME"));
                if (!dialect.isSystemTable(table.name()) && isSelected(table)) {
                    tables.add(table);
                }
            }
        }
        tables.sort(Comparator.comparing(TableId::toString));
        return tables;
    }

    private boolean isSelected(TableId table) {
        if (!config.whitelist().isEmpty()) {
            return config.whitelist().stream().anyMatch(table::isNamed);
        }
        return config.blacklist().stream().noneMatch(table::isNamed);
    }
}
