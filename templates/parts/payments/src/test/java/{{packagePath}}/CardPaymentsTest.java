package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardPaymentsTest {
    private static final long WINDOW = 10_000;

    private static Optional<String> pay(CardPayments payments, String id, long time) throws MalformedPaymentException {
        return payments.add(Payment.parse(id + ",Ada,Lovelace,600"), time, WINDOW);
    }

    @Test
    void threePaymentsWithinTheWindowRaiseOneAlert() throws MalformedPaymentException {
        CardPayments payments = new CardPayments();
        assertEquals(Optional.empty(), pay(payments, "1", 0));
        assertEquals(Optional.empty(), pay(payments, "3", 10_000));
        assertEquals(Optional.of("Ada,Lovelace,1,2,3,0,10000"), pay(payments, "2", 9_000));
        assertEquals(Optional.empty(), pay(payments, "4", 11_000));
    }

    @Test
    void aRepeatedPaymentCountsOnce() throws MalformedPaymentException {
        CardPayments payments = new CardPayments();
        pay(payments, "1", 0);
        pay(payments, "1", 0);
        assertEquals(Optional.empty(), pay(payments, "2", 1));
    }

    @Test
    void theStateIsTheSameAfterItWasWrittenAsText() throws MalformedPaymentException {
        CardPayments payments = new CardPayments();
        pay(payments, "1", 0);
        pay(payments, "2", 5);
        CardPayments restored = CardPayments.of(payments.text());
        assertEquals(Optional.of("Ada,Lovelace,1,2,3,0,9"), pay(restored, "3", 9));
        assertTrue(CardPayments.of(restored.text()).isEmpty());
    }
}
