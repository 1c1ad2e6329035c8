package streamkit.registry;

import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.CurrentContextFactory;
import io.quarkus.arc.InjectableObserverMethod;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.EventContext;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses requests that a web page of another site sends: the registry has no login. A page that has its own name resolve
 * to 127.0.0.1 is recognized by the Host header, any other one by the Origin header. Quarkus fixes its beans when an
 * application is built; components of a further provider are added when it starts, here an observer that adds a filter.
 */
public final class LocalRequests implements ComponentsProvider {
    private static final List<String> LOCAL = List.of("127.0.0.1", "localhost", "[::1]");
    /** Filters with a higher priority come first. */
    private static final int FIRST = 10_000;

    @Override
    public Components getComponents(CurrentContextFactory contexts) {
        return new Components(
            List.of(), List.of(new AddFilter()), List.of(), Set.of(), Map.of(), List::of, Map.of(), Set.of(), Map.of());
    }

    private static final class AddFilter implements InjectableObserverMethod<Filters> {
        @Override
        public Class<?> getBeanClass() {
            return LocalRequests.class;
        }

        @Override
        public String getDeclaringBeanIdentifier() {
            return LocalRequests.class.getName();
        }

        @Override
        public Type getObservedType() {
            return Filters.class;
        }

        @Override
        public void notify(EventContext<Filters> context) {
            context.getEvent().register(LocalRequests::filter, FIRST);
        }
    }

    private static void filter(RoutingContext context) {
        String host = hostOf(context.request());
        String origin = context.request().getHeader("Origin");
        if (host != null && isLoopback("http://" + host) && (origin == null || isLoopback(origin))) {
            context.next();
        } else {
            context.response().setStatusCode(403).end("Only requests to this machine's own address are accepted.");
        }
    }

    /** HTTP/2 has no Host header. */
    private static String hostOf(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host == null && request.authority() != null ? request.authority().toString() : host;
    }

    private static boolean isLoopback(String address) {
        try {
            String name = URI.create(address).getHost();
            return name != null && LOCAL.contains(name);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
