package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** RFC 9110 §6.6.1 */
class DateHeaderTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new DateHeader());

    @Test
    void anAnswerGetsTheDate() {
        HttpResponse answer = sent(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST));
        assertThat(HttpDates.parse(answer.headers().get("Date")))
                .isBetween(Instant.now().minusSeconds(5), Instant.now());
    }

    @Test
    void anAnswerKeepsTheDateThatItHas() {
        HttpResponse given = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        given.headers().set("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(sent(given).headers().getAll("Date")).containsExactly("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    private HttpResponse sent(HttpResponse answer) {
        channel.writeOutbound(answer);
        return Objects.requireNonNull(channel.readOutbound());
    }
}
