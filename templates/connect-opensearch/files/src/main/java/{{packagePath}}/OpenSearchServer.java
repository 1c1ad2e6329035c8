package {{package}};

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.opensearch.client.Request;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;
import org.opensearch.client.RestClientBuilder;

/** The nodes of a cluster, through OpenSearch's own client, which goes on with another node when one fails. */
final class OpenSearchServer implements Server {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestClient client;
    private final String address;

    OpenSearchServer(OpenSearchSinkConfig config) {
        address = String.join(", ", config.getList(OpenSearchSinkConfig.URL));
        HttpHost[] hosts = config.urls().stream().map(url -> HttpHost.create(url.toString())).toArray(HttpHost[]::new);
        RestClientBuilder builder = RestClient.builder(hosts).setRequestConfigCallback(requests -> requests
                .setConnectTimeout(config.getInt(OpenSearchSinkConfig.CONNECTION_TIMEOUT))
                .setSocketTimeout(config.getInt(OpenSearchSinkConfig.READ_TIMEOUT)));
        if (config.getString(OpenSearchSinkConfig.USER) != null) {
            CredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials(
                    config.getString(OpenSearchSinkConfig.USER),
                    config.getPassword(OpenSearchSinkConfig.PASSWORD).value()));
            builder.setHttpClientConfigCallback(http -> http.setDefaultCredentialsProvider(credentials));
        }
        client = builder.build();
    }

    /** @throws ConnectException if no node answers, or the credentials are refused */
    void check() {
        perform(new Request("GET", "/"));
    }

    @Override
    public List<Refusal> bulk(List<Operation> operations) {
        Request request = new Request("POST", "/_bulk");
        request.setEntity(new ByteArrayEntity(BulkBody.of(operations), ContentType.create("application/x-ndjson")));
        JsonNode items = perform(request).path("items");
        if (items.size() != operations.size()) {
            throw new ConnectException("The response of " + address + " is not one of OpenSearch's bulk API");
        }
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            JsonNode item = items.get(i).path(operations.get(i).type());
            int status = item.path("status").asInt();
            boolean isGone = status == 404 && operations.get(i).type().equals("delete");
            if (status == 429 || status >= 500) {
                throw new RetriableException(address + " did not carry out an operation: " + reason(item));
            }
            if (status >= 400 && !isGone) {
                refusals.add(new Refusal(operations.get(i), reason(item)));
            }
        }
        return refusals;
    }

    private JsonNode perform(Request request) {
        try {
            return JSON.readTree(client.performRequest(request).getEntity().getContent());
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusLine().getStatusCode();
            String message = address + " answered with status " + status + (status == 401 || status == 403
                    ? ": check " + OpenSearchSinkConfig.USER + " and " + OpenSearchSinkConfig.PASSWORD : "");
            throw status == 429 || status >= 500 ? new RetriableException(message, e) : new ConnectException(message, e);
        } catch (IOException e) {
            throw new RetriableException("Cannot reach " + address + ": " + e.getMessage(), e);
        }
    }

    private static String reason(JsonNode item) {
        JsonNode error = item.path("error");
        String cause = error.path("caused_by").path("reason").asText("");
        return error.path("reason").asText("status " + item.path("status").asInt())
                + (cause.isEmpty() ? "" : " (" + cause + ")");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
