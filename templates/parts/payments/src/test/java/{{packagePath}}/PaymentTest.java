package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentTest {
    @Test
    void anAmountIsInCents() throws MalformedPaymentException {
        assertEquals(12_50, Payment.parse("1,Ada,Lovelace,12.5").cents());
        assertEquals(1, Payment.parse("1,Ada,Lovelace,0.01").cents());
        assertEquals(999_999_999_00L, Payment.parse("1,Ada,Lovelace,999999999").cents());
    }

    @Test
    void aResultHasTwoDecimalsAndATier() throws MalformedPaymentException {
        Payment payment = Payment.parse(" 17, Ada ,Lovelace,12.5");
        assertEquals("17,Ada,Lovelace,12.50,small,1000,3,37.50", payment.counted(1000, 3, 37_50));
        assertEquals("medium", Payment.parse("1,a,b,100").tier());
        assertEquals("large", Payment.parse("1,a,b,1000").tier());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "one field|expected id,first,last,amount",
        "1,a,b,2,3|expected id,first,last,amount",
        "1,,b,2|empty field",
        "1,a,b,|invalid amount: ",
        "1,a,b,-2|invalid amount: -2",
        "1,a,b,1.234|invalid amount: 1.234",
        "1,a,b,0.00|invalid amount: 0.00",
    })
    void aMalformedRecordHasAReason(String line, String reason) {
        MalformedPaymentException refused = assertThrows(MalformedPaymentException.class, () -> Payment.parse(line));
        assertEquals(reason.strip(), refused.getMessage().strip());
    }
}
