package streamkit.connect.jdbc.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table's full name; catalog and schema are null where the database has none. */
public record TableId(String catalog, String schema, String name) {

    /** The dotted name: the source partition, and what whitelist and blacklist are matched against. */
    @Override
    public String toString() {
        return parts().filter(Objects::nonNull).collect(Collectors.joining("."));
    }

    /** True if an entry of a whitelist or blacklist means this table, by its bare name or a dotted one. */
    public boolean isNamed(String entry) {
        return entry.equals(name)
                || entry.equals(toString())
                || schema != null && entry.equals(schema + "." + name);
    }

    /** One string that holds any table names, commas and dots included. */
    public static String encode(List<TableId> tables) {
        return tables.stream()
                .map(table -> table.parts().map(TableId::encodePart).collect(Collectors.joining("/")))
                .collect(Collectors.joining(","));
    }

    public static List<TableId> decode(String encoded) {
        if (encoded.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(encoded.split(",")).map(TableId::decodeOne).toList();
    }

    private static TableId decodeOne(String encoded) {
        String[] parts = encoded.split("/", -1);
        return new TableId(decodePart(parts[0]), decodePart(parts[1]), decodePart(parts[2]));
    }

    private Stream<String> parts() {
        return Stream.of(catalog, schema, name);
    }

    private static String encodePart(String part) {
        return part == null ? "" : URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static String decodePart(String part) {
        return part.isEmpty() ? null : URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
