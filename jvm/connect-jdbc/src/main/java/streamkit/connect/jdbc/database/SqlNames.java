package streamkit.connect.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes names of tables and columns into SQL, whatever characters they hold. */
public record SqlNames(String quote) {

    public static SqlNames of(Connection connection) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        return new SqlNames(quote == null ? "" : quote.trim());
    }

    /** With the table's alias: SQLite takes a lone quoted name that does not name a column for a string. */
    public String column(Column column) {
        return "t." + quoted(column.name());
    }

    public String table(TableId table) {
        return Stream.of(table.catalog(), table.schema(), table.name())
                .filter(Objects::nonNull)
                .map(this::quoted)
                .collect(Collectors.joining("."));
    }

    private String quoted(String name) {
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }
}
