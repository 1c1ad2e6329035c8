package streamkit;

import java.net.URI;
import java.util.List;

/**
 * Which requests come from programs and pages of this machine. Services without a login would otherwise obey any web page
 * that the user opens: a page that has its own name resolve to 127.0.0.1 is recognized by the Host header, any other one by
 * the Origin header.
 */
public final class LocalRequests {
    public static final String REFUSAL = "Only requests to this machine's own address are accepted.";
    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

    private LocalRequests() {
    }

    /**
     * For servers whose pages call each other's ports.
     *
     * @param host the Host header
     * @param origin null where the request has none, as those of programs
     */
    public static boolean isLocal(String host, String origin) {
        return host != null && uri("http://" + host) != null && (origin == null || uri(origin) != null);
    }

    /** Also refuses pages that another port of this machine serves. */
    public static boolean isLocal(String host, String origin, int port) {
        return isLocal(host, origin)
            && uri("http://" + host).getPort() == port && (origin == null || uri(origin).getPort() == port);
    }

    /** Null where the address is not this machine's. */
    private static URI uri(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null && NAMES.contains(uri.getHost()) ? uri : null;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
