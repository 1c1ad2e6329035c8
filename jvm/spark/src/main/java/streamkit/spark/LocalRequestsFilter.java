package streamkit.spark;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import streamkit.LocalRequests;

/** Refuses requests that a web page of another site sends: Spark's REST API runs any program without a login. */
public final class LocalRequestsFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (LocalRequests.isLocal(http.getHeader("Host"), http.getHeader("Origin"), request.getLocalPort())) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, LocalRequests.REFUSAL);
        }
    }
}
