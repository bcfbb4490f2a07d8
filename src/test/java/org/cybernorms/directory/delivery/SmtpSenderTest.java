package org.cybernorms.directory.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.SocketTimeoutException;
import org.cybernorms.directory.delivery.MailSender.DeliveryStatus;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpSenderTest {

    @ParameterizedTest
    @CsvSource({
        "550, 550 5.1.1 no such user,        refused",
        "550, 550 5.1.10 null MX,            refused",
        "550, 550 5.2.1 mailbox is disabled, refused",
        "550, 550 5.2.2 mailbox is full,     later",
        "550, 550 5.7.1 blocked by a list,   later",
        "554, 554 5.1.1 no such user,        refused",
        "550, 550 no such user,              refused",
        "551, 551 user not local,            refused",
        "553, 553 name not allowed,          refused",
        "552, 552 too much,                  later",
        "554, 554 no,                        later",
        "450, 450 4.2.1 try again,           later"
    })
    void onlyAnAddressThatIsWrongIsRefusedForGood(int code, String answer, DeliveryStatus status) {
        MessagingException refusal = new SMTPAddressFailedException(null, "RCPT TO", code, answer);
        assertThat(SmtpSender.fate("m", refusal)).isEqualTo(status);
        assertThat(SmtpSender.fate("m", new SendFailedException("Invalid Addresses", refusal)))
                .isEqualTo(status);
    }

    @Test
    void aMessageThatTheServerDidNotTakeMayBeSentAgain() {
        assertThat(SmtpSender.fate("m", trouble(451))).isEqualTo(DeliveryStatus.later);
        assertThat(SmtpSender.fate("m", trouble(554))).isEqualTo(DeliveryStatus.later);
    }

    @Test
    void whereNoAnswerCameNobodyKnows() {
        assertThat(SmtpSender.fate("m", new MessagingException("read", new SocketTimeoutException())))
                .isEqualTo(DeliveryStatus.unknown);
        assertThat(SmtpSender.fate("m", trouble(-1))).isEqualTo(DeliveryStatus.unknown);
    }

    private static MessagingException trouble(int code) {
        return new SMTPSendFailedException("DATA", code, code + " no", null, null, null, null);
    }
}
