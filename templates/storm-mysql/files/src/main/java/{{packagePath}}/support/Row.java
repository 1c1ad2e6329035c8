package {{package}}.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** A line such as {@code John,Doe}, kept exactly: nothing is trimmed, and quotes have no meaning. */
public record Row(String first, String second) {
    /** As in sql/{{table}}.sql; checked here because MySQL truncates trailing spaces that are too long without an error. */
    static final int MAX_CHARACTERS = 255;

    public static Row parse(byte[] line) throws MalformedRecordException {
        if (line == null || line.length == 0) {
            throw new MalformedRecordException("empty record");
        }
        String[] fields = decode(line).split(",", -1);
        if (fields.length != 2) {
            throw new MalformedRecordException("expected 2 fields separated by a comma, found " + fields.length);
        }
        return new Row(checked("first", fields[0]), checked("second", fields[1]));
    }

    private static String decode(byte[] line) throws MalformedRecordException {
        try {
            // Unlike new String, a new decoder reports invalid bytes instead of replacing them.
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("not UTF-8: " + e.getMessage());
        }
    }

    private static String checked(String name, String field) throws MalformedRecordException {
        if (field.isBlank()) {
            throw new MalformedRecordException("the " + name + " field is empty");
        }
        int characters = field.codePointCount(0, field.length());
        if (characters > MAX_CHARACTERS) {
            throw new MalformedRecordException(
                "the " + name + " field has " + characters + " characters, more than " + MAX_CHARACTERS);
        }
        return field;
    }
}
