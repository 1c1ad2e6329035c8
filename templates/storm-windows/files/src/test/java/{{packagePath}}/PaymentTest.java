package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import {{package}}.support.MalformedRecordException;

class PaymentTest {

    @Test
    void theFieldsAreTrimmedAndTheAmountIsInCents() throws Exception {
        assertEquals(new Payment("17", "Zoë", "李", 12_50), Payment.parse(" 17,Zoë, 李 ,12.5"));
    }

    @ParameterizedTest
    @CsvSource({"1,1.00", "0.01,0.01", "999999999.99,999999999.99", "12.5,12.50"})
    void anAmountIsExact(String amount, String written) throws Exception {
        assertEquals(written, Payment.amount(Payment.parse("1,a,b," + amount).cents()));
    }

    @ParameterizedTest
    @CsvSource({"99.99,small", "100,medium", "999.99,medium", "1000,large"})
    void theTierFollowsFromTheAmount(String amount, String tier) throws Exception {
        assertEquals(tier, Payment.parse("1,a,b," + amount).tier());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "no comma      | expected id,first,last,amount",
        "1,a,b         | expected id,first,last,amount",
        "1,a,b,2,3     | expected id,first,last,amount",
        "1, ,b,2       | empty field",
        "1,a,b,free    | invalid amount: free",
        "1,a,b,        | invalid amount: ",
        "1,a,b,-1      | invalid amount: -1",
        "1,a,b,0.00    | invalid amount: 0.00",
        "1,a,b,1.234   | invalid amount: 1.234",
        "1,a,b,1e3     | invalid amount: 1e3",
    }, ignoreLeadingAndTrailingWhitespace = true)
    void aMalformedLineGivesTheReason(String line, String reason) {
        String message = assertThrows(MalformedRecordException.class, () -> Payment.parse(line)).getMessage();
        assertEquals(reason.strip(), message.strip());
    }
}
