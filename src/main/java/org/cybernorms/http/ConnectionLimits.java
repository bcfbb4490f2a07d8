package org.cybernorms.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many connections one address has, and how long a request may take to arrive. Netty calls it for every
 * connection that is accepted, also one that never sends anything, of which Vert.x tells nothing. It is found as a
 * service; {@code Main} sets the system property that makes Netty look for it.
 */
public final class ConnectionLimits extends ChannelInitializerExtension {

    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();
    private final DateHeader date = new DateHeader();
    private volatile int perAddress;
    private volatile Duration head = Duration.ZERO;
    private volatile Duration body = Duration.ZERO;

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        Config config = ConfigProvider.getConfig();
        perAddress = config.getValue("registry.connections-per-address", Integer.class);
        head = config.getValue("registry.head-timeout", Duration.class);
        body = config.getValue("registry.body-timeout", Duration.class);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new Door());
    }

    /** Counts one connection while it is open. */
    private final class Door extends ChannelInboundHandlerAdapter {

        private @Nullable String address;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ChannelHandlerContext decoder = context.pipeline().context(HttpRequestDecoder.class);
            if (decoder != null) {
                context.pipeline().addAfter(decoder.name(), null, new RequestDeadline(head, head.plus(body)));
            }
            ChannelHandlerContext encoder = context.pipeline().context(HttpResponseEncoder.class);
            if (encoder != null) {
                context.pipeline().addAfter(encoder.name(), null, date);
            }
            context.fireChannelActive();
            if (context.channel().remoteAddress() instanceof InetSocketAddress remote && perAddress > 0) {
                address = Admission.network(remote.getAddress().getHostAddress());
                if (open.merge(address, 1, Integer::sum) > perAddress) {
                    context.close();
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (address != null) {
                open.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
            }
            context.fireChannelInactive();
        }
    }
}
