package streamkit.hdfs;

import java.io.IOException;
import java.util.Map;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.http.FilterContainer;
import org.apache.hadoop.http.FilterInitializer;
import streamkit.LocalRequests;

/** For the NameNode's HTTP server, and the DataNode's own pages. */
public final class LocalRequestsFilter implements Filter {
    /** What `hadoop.http.filter.initializers` names. */
    public static final class Initializer extends FilterInitializer {
        @Override
        public void initFilter(FilterContainer container, Configuration configuration) {
            container.addGlobalFilter("local-requests", LocalRequestsFilter.class.getName(), Map.of());
        }
    }

    @Override
    public void init(FilterConfig config) {
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (LocalRequests.isLocal(http.getHeader("Host"), http.getHeader("Origin"))) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN, LocalRequests.REFUSAL);
        }
    }

    @Override
    public void destroy() {
    }
}
