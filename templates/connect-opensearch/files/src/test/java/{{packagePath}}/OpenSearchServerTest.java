package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, against a server that gives recorded answers. */
class OpenSearchServerTest {
    private HttpServer http;
    private int status = 200;
    private String answer = "{}";
    private String asked = "";

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private List<Server.Refusal> bulk(Operation... operations) {
        String url = "http://127.0.0.1:" + http.getAddress().getPort();
        try (OpenSearchServer server = new OpenSearchServer(TestWorker.config("connection.url", url))) {
            return server.bulk(List.of(operations));
        }
    }

    private static Operation index(String id) {
        return new Operation("index", "orders", id, "{\"n\":1}".getBytes(StandardCharsets.UTF_8), null);
    }

    private static Operation delete(String id) {
        return new Operation("delete", "orders", id, null, null);
    }

    @Test
    void aBulkRequestHasALinePerActionAndDocument() {
        answer = "{\"errors\":false,\"items\":[{\"index\":{\"status\":201}},{\"delete\":{\"status\":404}}]}";
        assertEquals(List.of(), bulk(index("a\"b"), delete("c")));
        List<String> lines = asked.lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).startsWith("{\"index\":{") && lines.get(0).contains("\"_id\":\"a\\\"b\""), lines.get(0));
        assertEquals("{\"n\":1}", lines.get(1));
        assertTrue(asked.endsWith("\n"));
    }

    @Test
    void aRefusalHasTheServersReason() {
        answer = "{\"errors\":true,\"items\":[{\"index\":{\"status\":400,\"error\":{\"type\":\"mapper_parsing_exception\","
                + "\"reason\":\"failed to parse field [n]\",\"caused_by\":{\"reason\":\"For input string\"}}}}]}";
        assertEquals("failed to parse field [n] (For input string)", bulk(index("a")).get(0).reason());
    }

    @Test
    void anOverloadedServerIsAskedAgainLater() {
        answer = "{\"errors\":true,\"items\":[{\"index\":{\"status\":429,\"error\":{\"reason\":\"rejected\"}}}]}";
        assertThrows(RetriableException.class, () -> bulk(index("a")));
        status = 503;
        assertThrows(RetriableException.class, () -> bulk(index("a")));
        http.stop(0);
        assertThrows(RetriableException.class, () -> bulk(index("a")));
    }

    @Test
    void refusedCredentialsFail() {
        status = 401;
        ConnectException failure = assertThrows(ConnectException.class, () -> bulk(index("a")));
        assertTrue(!(failure instanceof RetriableException));
        assertTrue(failure.getMessage().contains("connection.username"), failure.getMessage());
    }

    @Test
    void validationNamesAServerThatIsNotReachable() {
        List<String> errors = new OpenSearchSinkConnector().validate(Map.of("connection.url", "http://127.0.0.1:1"))
                .configValues().stream().flatMap(value -> value.errorMessages().stream()).toList();
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).startsWith("Cannot reach http://127.0.0.1:1: "), errors.get(0));
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThrows(ConfigException.class,
                () -> TestWorker.config("key.ignore", "true", "behavior.on.null.values", "delete"));
        assertThrows(ConfigException.class, () -> TestWorker.config("connection.username", "me"));
        assertThrows(ConfigException.class, () -> TestWorker.config("schema.ignore", "false"));
        assertThrows(ConfigException.class, () -> TestWorker.config("connection.url", "localhost:9200"));
    }
}
