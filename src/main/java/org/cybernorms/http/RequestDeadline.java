package org.cybernorms.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which a request takes too long to arrive, however steadily its bytes come: the first request from
 * the beginning of the connection, a later one from its first byte. It stands behind the decoder, and so it is called
 * without a message where the bytes that came do not yet make a head.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    private final Duration head;
    private final Duration body;
    private boolean inBody;
    private boolean decoded;
    private @Nullable ScheduledFuture<?> deadline;

    RequestDeadline(Duration head, Duration body) {
        this.head = head;
        this.body = body;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        begin(context, head);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decoded = true;
        if (message instanceof HttpRequest) {
            end();
            inBody = true;
        }
        if (message instanceof LastHttpContent) {
            end();
            inBody = false;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (deadline == null && (inBody || !decoded)) {
            begin(context, inBody ? body : head);
        }
        decoded = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
        context.fireChannelInactive();
    }

    private void begin(ChannelHandlerContext context, Duration time) {
        deadline = context.executor().schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
