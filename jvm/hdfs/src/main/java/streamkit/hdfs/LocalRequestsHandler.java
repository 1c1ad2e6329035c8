package streamkit.hdfs;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import streamkit.LocalRequests;

/** For the DataNode's HTTP server, which reads and writes files; `dfs.datanode.httpserver.filter.handlers` names it. */
@ChannelHandler.Sharable
public final class LocalRequestsHandler extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Boolean> REFUSED = AttributeKey.valueOf("streamkit.refused");

    /** The DataNode asks for a state, and makes one handler with it for all connections. */
    public static String initializeState(Configuration configuration) {
        return "";
    }

    public LocalRequestsHandler(String noState) {
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            HttpRequest request = (HttpRequest) message;
            boolean refused = !LocalRequests.isLocal(
                request.headers().get(HttpHeaderNames.HOST), request.headers().get(HttpHeaderNames.ORIGIN));
            context.channel().attr(REFUSED).set(refused);
            if (refused) {
                context.writeAndFlush(forbidden()).addListener(ChannelFutureListener.CLOSE);
            }
        }
        if (Boolean.TRUE.equals(context.channel().attr(REFUSED).get())) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private static DefaultFullHttpResponse forbidden() {
        byte[] text = LocalRequests.REFUSAL.getBytes(StandardCharsets.UTF_8);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, Unpooled.wrappedBuffer(text));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, text.length);
        return response;
    }
}
