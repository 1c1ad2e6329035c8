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
import java.util.List;
import java.util.Map;
import java.util.Set;
import streamkit.LocalRequests;

/**
 * Refuses requests that a web page of another site sends: the registry has no login. Quarkus fixes its beans when
 * an application is built; components of a further provider are added when it starts, here an observer that adds a filter.
 */
public final class LocalRequestsFilter implements ComponentsProvider {
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
            return LocalRequestsFilter.class;
        }

        @Override
        public String getDeclaringBeanIdentifier() {
            return LocalRequestsFilter.class.getName();
        }

        @Override
        public Type getObservedType() {
            return Filters.class;
        }

        @Override
        public void notify(EventContext<Filters> context) {
            context.getEvent().register(LocalRequestsFilter::filter, FIRST);
        }
    }

    private static void filter(RoutingContext context) {
        if (LocalRequests.isLocal(hostOf(context.request()), context.request().getHeader("Origin"))) {
            context.next();
        } else {
            context.response().setStatusCode(403).end(LocalRequests.REFUSAL);
        }
    }

    /** HTTP/2 has no Host header. */
    private static String hostOf(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host == null && request.authority() != null ? request.authority().toString() : host;
    }
}
