package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** A line such as {@code 1,John,Doe}; names are kept exactly: nothing is trimmed, and quotes have no meaning. */
public record Customer(int id, String firstName, String lastName) {
    static final String ID = "customer_id";
    static final String FIRST_NAME = "customer_firstname";
    static final String LAST_NAME = "customer_lastname";
    static final Fields FIELDS = new Fields(ID, FIRST_NAME, LAST_NAME);

    /** As in hive/{{table}}.sql: there is no way to write it within a column. */
    static final String DELIMITER = "{{delimiter}}";

    private static final String NULL_IN_HIVE = "\\N";
    /** Hive ends a row at a carriage return as well. */
    private static final Pattern LINE_BREAK = Pattern.compile("[\r\n]");

    static Customer parse(byte[] line, String separator) throws MalformedRecordException {
        if (line == null || line.length == 0) {
            throw new MalformedRecordException("empty record");
        }
        String[] fields = decode(line).split(Pattern.quote(separator), -1);
        if (fields.length != FIELDS.size()) {
            throw new MalformedRecordException(
                "expected " + FIELDS.size() + " fields separated by " + separator + ", found " + fields.length);
        }
        return of(fields[0], fields[1], fields[2]);
    }

    static Customer of(String id, String firstName, String lastName) throws MalformedRecordException {
        return new Customer(checkedId(id), checkedName(FIRST_NAME, firstName), checkedName(LAST_NAME, lastName));
    }

    static Customer of(Tuple tuple) {
        return new Customer(
            tuple.getIntegerByField(ID), tuple.getStringByField(FIRST_NAME), tuple.getStringByField(LAST_NAME));
    }

    Values toValues() {
        return new Values(id, firstName, lastName);
    }

    public String toLine() {
        return id + DELIMITER + firstName + DELIMITER + lastName + "\n";
    }

    private static String decode(byte[] line) throws MalformedRecordException {
        try {
            // Unlike new String, a new decoder reports invalid bytes instead of replacing them.
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("not UTF-8: " + e.getMessage());
        }
    }

    private static int checkedId(String field) throws MalformedRecordException {
        int id;
        try {
            id = Integer.parseInt(field);
        } catch (NumberFormatException e) {
            throw new MalformedRecordException(ID + " is not an int");
        }
        // A minus sign can be the delimiter.
        checkDelimiter(ID, Integer.toString(id));
        return id;
    }

    private static String checkedName(String column, String field) throws MalformedRecordException {
        if (field.isBlank()) {
            throw new MalformedRecordException(column + " is empty");
        }
        if (field.equals(NULL_IN_HIVE)) {
            throw new MalformedRecordException(column + " is " + NULL_IN_HIVE + ", which Hive reads as NULL");
        }
        if (LINE_BREAK.matcher(field).find()) {
            throw new MalformedRecordException(column + " contains a line break");
        }
        checkDelimiter(column, field);
        return field;
    }

    private static void checkDelimiter(String column, String field) throws MalformedRecordException {
        if (field.contains(DELIMITER)) {
            throw new MalformedRecordException(column + " contains the delimiter " + DELIMITER);
        }
    }
}
