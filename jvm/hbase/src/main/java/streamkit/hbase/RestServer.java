package streamkit.hbase;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.hadoop.hbase.TableExistsException;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.DoNotRetryRegionException;
import org.apache.hadoop.hbase.client.RetriesExhaustedException;
import org.apache.hadoop.hbase.regionserver.NoSuchColumnFamilyException;
import streamkit.LocalRequests;

/**
 * The part of HBase's REST API that is needed here, with its paths and its JSON: the module hbase-rest listens on all
 * addresses unless told otherwise, and brings a web server with its libraries.
 */
final class RestServer {
    private static final int THREADS = 4;

    private final Tables tables;

    private RestServer(Tables tables) {
        this.tables = tables;
    }

    static void start(Connection connection, InetSocketAddress address) throws IOException {
        RestServer rest = new RestServer(new Tables(connection));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "rest");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", rest::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!LocalRequests.isLocal(exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().getFirst("Origin"), exchange.getLocalAddress().getPort())) {
                answer(exchange, 403, LocalRequests.REFUSAL);
                return;
            }
            try {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String result = route(exchange, body);
                answer(exchange, result == null ? 404 : 200, result == null ? "Not found" : result);
            } catch (IOException | RuntimeException e) {
                answer(exchange, statusOf(e), reasonOf(e));
            }
        }
    }

    /** @return JSON, or null for what does not exist */
    private String route(HttpExchange exchange, String body) throws IOException {
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().substring(1).split("/"))
            .map(Query::decoded)
            .toList();
        String table = path.get(0);
        String method = exchange.getRequestMethod();
        if (table.isEmpty() && method.equals("GET")) {
            return tables.list();
        }
        if (path.size() == 2 && path.get(1).equals("schema")) {
            return switch (method) {
                case "GET" -> tables.schema(table);
                case "PUT" -> tables.create(table, body);
                case "DELETE" -> tables.drop(table);
                default -> throw new IllegalArgumentException("GET, PUT or DELETE");
            };
        }
        if (path.size() < 2) {
            return null;
        }
        String row = path.get(1);
        String column = path.size() > 2 ? path.get(2) : null;
        return switch (method) {
            case "GET" -> row.endsWith("*")
                ? tables.scan(table, row.substring(0, row.length() - 1), new Query(exchange.getRequestURI()))
                : tables.get(table, row, column);
            case "PUT", "POST" -> tables.put(table, body);
            case "DELETE" -> tables.delete(table, row, column);
            default -> throw new IllegalArgumentException("GET, PUT, POST or DELETE");
        };
    }

    private static int statusOf(Exception e) {
        Throwable cause = causeOf(e);
        if (cause instanceof TableNotFoundException) {
            return 404;
        }
        if (cause instanceof TableExistsException) {
            return 409;
        }
        if (cause instanceof RuntimeException || cause instanceof NoSuchColumnFamilyException
            || cause instanceof DoNotRetryRegionException) {
            return 400;
        }
        return 503;
    }

    private static Throwable causeOf(Throwable e) {
        boolean wraps = (e instanceof RetriesExhaustedException || e instanceof UncheckedIOException) && e.getCause() != null;
        return wraps ? causeOf(e.getCause()) : e;
    }

    /** The errors of a server have its stack trace in their messages. */
    private static String reasonOf(Exception e) {
        Throwable cause = causeOf(e);
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        // Of a column family that does not exist, the description of the whole table follows.
        return cause.getClass().getSimpleName() + ": " + message.replaceFirst(" in region .*", "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type",
            status == 200 ? "application/json" : "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
