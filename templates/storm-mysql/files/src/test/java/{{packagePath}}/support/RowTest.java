package {{package}}.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {
    private static final String LONGEST = "x".repeat(Row.MAX_CHARACTERS);

    @Test
    void theCommaSeparatesTheTwoFields() throws Exception {
        assertEquals(new Row("John", "Doe"), parse("John,Doe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Brien", "\"Jo\"", "back\\slash", " spaced ", "Zoë", "李", "😀", "'; drop table x; --"})
    void aFieldIsKeptExactly(String field) throws Exception {
        assertEquals(new Row(field, field), parse(field + "," + field));
    }

    @Test
    void lengthIsCountedInCharactersAsMySqlDoes() throws Exception {
        String longest = "😀".repeat(Row.MAX_CHARACTERS);
        assertEquals(new Row(longest, LONGEST), parse(longest + "," + LONGEST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''        | empty record",
        "John      | expected 2 fields separated by a comma, found 1",
        "a,b,c     | expected 2 fields separated by a comma, found 3",
        "',Doe'    | the first field is empty",
        "'John, '  | the second field is empty",
    })
    void aMalformedLineSaysWhy(String line, String reason) {
        assertEquals(reason, reasonOf(line.getBytes(UTF_8)));
    }

    @Test
    void aTombstoneIsMalformed() {
        assertEquals("empty record", reasonOf(null));
    }

    @Test
    void otherEncodingsAreMalformed() {
        assertEquals("not UTF-8: Input length = 1", reasonOf("Zoë,Doe".getBytes(ISO_8859_1)));
    }

    @Test
    void aFieldLongerThanItsColumnIsMalformedEvenInSpaces() {
        assertEquals("the second field has 256 characters, more than 255", reasonOf(("a," + LONGEST + " ").getBytes(UTF_8)));
    }

    private static Row parse(String line) throws MalformedRecordException {
        return Row.parse(line.getBytes(UTF_8));
    }

    private static String reasonOf(byte[] line) {
        return assertThrows(MalformedRecordException.class, () -> Row.parse(line)).getMessage();
    }
}
