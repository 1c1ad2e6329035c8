package streamkit.connect;

import java.util.Map;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import streamkit.LocalRequests;

/**
 * Refuses requests to the REST API that a web page makes through a name that was rebound to 127.0.0.1, or from another
 * origin: such a page could otherwise create a connector that reads or writes files of the user.
 */
public class LocalRequestsOnly implements ConnectRestExtension {
    @Override
    public void register(ConnectRestExtensionContext context) {
        context.configurable().register(new HostFilter());
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // There is nothing to configure.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    @Override
    public String version() {
        return "1";
    }

    @PreMatching
    static class HostFilter implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String origin = request.getHeaderString("Origin");
            String site = request.getHeaderString("Sec-Fetch-Site");
            if (!LocalRequests.isLocal(request.getHeaderString("Host"), null)) {
                refuse(request, 421, "This worker answers to 127.0.0.1 and localhost only.");
            } else if (!LocalRequests.isLocal(request.getHeaderString("Host"), origin)) {
                refuse(request, 403, "Requests of other origins are refused.");
            } else if (site != null && !site.equals("same-origin") && !site.equals("none")) {
                refuse(request, 403, "Requests of other sites are refused.");
            }
        }

        private static void refuse(ContainerRequestContext request, int status, String message) {
            String body = "{\"error_code\":" + status + ",\"message\":\"" + message + "\"}";
            request.abortWith(Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build());
        }
    }
}
