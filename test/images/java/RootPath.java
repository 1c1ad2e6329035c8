import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Serves Apicurio's Confluent-compatible API at the root, where Confluent's registry has it. */
public class RootPath {
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpServer server = server(new InetSocketAddress(Integer.parseInt(args[0])), System.getenv());
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> forward(client, exchange, args[1]));
        server.start();
    }

    /** With TLS where the registry's variables name a key store. */
    private static HttpServer server(InetSocketAddress address, Map<String, String> settings) throws Exception {
        String file = settings.get("SCHEMA_REGISTRY_SSL_KEYSTORE_LOCATION");
        if (file == null) {
            return HttpServer.create(address, 50);
        }
        KeyStore keys = KeyStore.getInstance(settings.get("SCHEMA_REGISTRY_SSL_KEYSTORE_TYPE"));
        try (InputStream in = new FileInputStream(file)) {
            keys.load(in, settings.get("SCHEMA_REGISTRY_SSL_KEYSTORE_PASSWORD").toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, settings.get("SCHEMA_REGISTRY_SSL_KEY_PASSWORD").toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(address, 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static void forward(HttpClient client, HttpExchange exchange, String port) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        String prefix = path.startsWith("/apis/") ? "" : "/apis/ccompat/v7";
        URI target = URI.create("http://127.0.0.1:" + port + prefix + path + (query == null ? "" : "?" + query));
        HttpRequest.Builder request = HttpRequest.newBuilder(target).method(exchange.getRequestMethod(),
            HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Accept") || name.toLowerCase().startsWith("content-type")
                || name.toLowerCase().startsWith("x-registry")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try (exchange) {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException | InterruptedException e) {
            exchange.sendResponseHeaders(503, -1);
        }
    }
}
