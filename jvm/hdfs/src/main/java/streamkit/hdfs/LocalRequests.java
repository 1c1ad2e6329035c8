package streamkit.hdfs;

import java.net.URI;
import java.util.List;

/**
 * Which requests come from this machine: WebHDFS has no login, so a web page of another site could read and delete files. A
 * page that has its own name resolve to 127.0.0.1 is recognized by the Host header, any other one by the Origin header.
 */
final class LocalRequests {
    static final String REFUSAL = "Only requests to this machine's own address are accepted.";
    private static final List<String> LOCAL = List.of("127.0.0.1", "localhost", "[::1]");

    private LocalRequests() {
    }

    /** @param origin null where the request has none, as those of programs */
    static boolean isLocal(String host, String origin) {
        return host != null && isLoopback("http://" + host) && (origin == null || isLoopback(origin));
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
