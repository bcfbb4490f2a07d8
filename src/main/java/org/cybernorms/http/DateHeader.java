package org.cybernorms.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Instant;

/** Gives answers that are made outside of all routes, to what is no request, their {@code Date} (RFC 9110 §6.6.1). */
@Sharable
final class DateHeader extends ChannelOutboundHandlerAdapter {

    private record Second(long number, String text) {}

    private static volatile Second second = new Second(-1, "");

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && !response.headers().contains(HttpHeaderNames.DATE)) {
            response.headers().set(HttpHeaderNames.DATE, now());
        }
        context.write(message, promise);
    }

    /** The date of an answer that is made now. */
    static String now() {
        long number = System.currentTimeMillis() / 1_000;
        Second last = second;
        if (last.number != number) {
            last = new Second(number, HttpDates.format(Instant.ofEpochSecond(number)));
            second = last;
        }
        return last.text;
    }
}
