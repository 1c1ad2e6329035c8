package {{package}}.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {
    private static final String D = Customer.DELIMITER;

    @Test
    void theSeparatorSeparatesTheThreeFields() throws Exception {
        assertEquals(new Customer(1, "John", "Doe"), parse("1,John,Doe"));
        assertEquals(new Customer(1, "John", "Doe"), Customer.parse("1;;John;;Doe".getBytes(UTF_8), ";;"));
    }

    @Test
    void aCustomerBecomesALineOfTheTable() {
        assertEquals("1" + D + "John" + D + "Doe\n", new Customer(1, "John", "Doe").toLine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Brien", "\"Jo\"", "back\\slash", "X Æ A", "Zoë", "李", "😀", "\\n"})
    void aNameIsKeptExactly(String name) throws Exception {
        // Any of these names could hold a delimiter that was chosen for this project.
        String kept = name.replace(D, "");
        assertEquals(new Customer(1, kept, kept), parse("1," + kept + "," + kept));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                | empty record",
        "1,John            | expected 3 fields separated by ,, found 2",
        "1,John,Doe,x      | expected 3 fields separated by ,, found 4",
        "x,John,Doe        | customer_id is not an int",
        "' 1,John,Doe'     | customer_id is not an int",
        "1.5,John,Doe      | customer_id is not an int",
        "2147483648,Jo,Doe | customer_id is not an int",
        "1,,Doe            | customer_firstname is empty",
        "'1,John, '        | customer_lastname is empty",
        "1,\\N,Doe         | customer_firstname is \\N, which Hive reads as NULL",
    })
    void aMalformedLineSaysWhy(String line, String reason) {
        assertEquals(reason, reasonOf(() -> parse(line)));
    }

    @Test
    void aTombstoneIsMalformed() {
        assertEquals("empty record", reasonOf(() -> Customer.parse(null, ",")));
    }

    @Test
    void otherEncodingsAreMalformed() {
        assertEquals("not UTF-8: Input length = 1", reasonOf(() -> Customer.parse("1,Zoë,Doe".getBytes(ISO_8859_1), ",")));
    }

    @Test
    void aDelimiterInANameWouldShiftTheColumns() {
        assertEquals(
            "customer_firstname contains the delimiter " + D, reasonOf(() -> Customer.of("1", "Jo" + D + "hn", "Doe")));
        assertEquals(
            "customer_lastname contains the delimiter " + D, reasonOf(() -> Customer.of("1", "John", "Doe" + D)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void aLineBreakInANameWouldMakeTwoRows(String lineBreak) {
        String line = "1,Jo" + lineBreak + "hn,Doe";
        assertEquals("customer_firstname contains a line break", reasonOf(() -> parse(line)));
    }

    private static Customer parse(String line) throws MalformedRecordException {
        return Customer.parse(line.getBytes(UTF_8), ",");
    }

    private static String reasonOf(Executable parse) {
        return assertThrows(MalformedRecordException.class, parse).getMessage();
    }
}
