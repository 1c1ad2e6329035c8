package streamkit.spark;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Refuses requests that a web page of another site sends: Spark's REST API runs any program without a login. A page that
 * has its own name resolve to 127.0.0.1 is recognized by the Host header, any other one by the Origin header.
 */
public final class LocalRequests implements Filter {
    private static final List<String> LOCAL = List.of("127.0.0.1", "localhost", "[::1]");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String host = http.getHeader("Host");
        String origin = http.getHeader("Origin");
        int port = request.getLocalPort();
        if (host != null && isOurs("http://" + host, port) && (origin == null || isOurs(origin, port))) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(
                HttpServletResponse.SC_FORBIDDEN, "Only requests to this machine's own address are accepted.");
        }
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
