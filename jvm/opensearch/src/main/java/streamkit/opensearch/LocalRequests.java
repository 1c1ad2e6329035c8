package streamkit.opensearch;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;

/**
 * Refuses requests that a web page of another site sends: the node has no login. A page that has its own name resolve to
 * 127.0.0.1 is recognized by the Host header, any other one by the Origin header.
 */
public final class LocalRequests extends Plugin implements ActionPlugin {
    private static final List<String> LOCAL = List.of("127.0.0.1", "localhost", "[::1]");

    @Override
    public UnaryOperator<RestHandler> getRestHandlerWrapper(ThreadContext context) {
        return handler -> (request, channel, client) -> {
            if (isLocal(request)) {
                handler.handleRequest(request, channel, client);
            } else {
                refuse(channel);
            }
        };
    }

    private static boolean isLocal(RestRequest request) {
        int port = request.getHttpChannel().getLocalAddress().getPort();
        String host = request.header("Host");
        String origin = request.header("Origin");
        return host != null && isOurs("http://" + host, port) && (origin == null || isOurs(origin, port));
    }

    private static void refuse(RestChannel channel) {
        channel.sendResponse(new BytesRestResponse(RestStatus.FORBIDDEN, BytesRestResponse.TEXT_CONTENT_TYPE,
            "Only requests to this machine's own address are accepted."));
    }

    private static boolean isOurs(String address, int port) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null && LOCAL.contains(uri.getHost()) && uri.getPort() == port;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
