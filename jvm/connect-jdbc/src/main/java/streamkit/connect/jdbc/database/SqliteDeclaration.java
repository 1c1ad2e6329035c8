package streamkit.connect.jdbc.database;

import java.util.Arrays;
import java.util.List;

/**
 * The declared type of an SQLite column, which may be any text.
 *
 * @param type       what stands before the parentheses
 * @param precision  0 unless the parentheses hold one or two whole numbers from 0 on: (10,2)
 */
record SqliteDeclaration(String type, int precision, int scale) {

    static SqliteDeclaration parse(String declared) {
        int open = declared.indexOf('(');
        if (open < 0) {
            return new SqliteDeclaration(declared.trim(), 0, 0);
        }
        int close = declared.indexOf(')', open);
        String arguments = declared.substring(open + 1, close < 0 ? declared.length() : close);
        List<String> parts = Arrays.stream(arguments.split(",", -1)).map(String::trim).toList();
        boolean understood = parts.size() <= 2 && parts.stream().allMatch(part -> part.matches("\\d{1,9}"));
        return new SqliteDeclaration(declared.substring(0, open).trim(),
                understood ? Integer.parseInt(parts.get(0)) : 0,
                understood && parts.size() == 2 ? Integer.parseInt(parts.get(1)) : 0);
    }
}
