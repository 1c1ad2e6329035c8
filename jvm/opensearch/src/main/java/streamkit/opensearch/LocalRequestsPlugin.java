package streamkit.opensearch;

import java.util.function.UnaryOperator;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestChannel;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestRequest;
import streamkit.LocalRequests;

/** Refuses requests that a web page of another site sends: the node has no login. */
public final class LocalRequestsPlugin extends Plugin implements ActionPlugin {
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
        return LocalRequests.isLocal(request.header("Host"), request.header("Origin"), port);
    }

    private static void refuse(RestChannel channel) {
        channel.sendResponse(new BytesRestResponse(
            RestStatus.FORBIDDEN, BytesRestResponse.TEXT_CONTENT_TYPE, LocalRequests.REFUSAL));
    }
}
