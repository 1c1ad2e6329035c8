package {{package}};

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each batch before the call of {@link #put} returns, so that Connect commits only what is written. After a failure
 * Connect delivers the batch again, and its documents replace themselves.
 */
public final class OpenSearchSinkTask extends SinkTask {
    private static final Logger log = LoggerFactory.getLogger(OpenSearchSinkTask.class);

    private OpenSearchSinkConfig config;
    private Documents documents;
    private Server server;

    @Override
    public String version() {
        return CheckedSinkConnector.implementationVersion();
    }

    @Override
    public void start(Map<String, String> properties) {
        OpenSearchSinkConfig config = new OpenSearchSinkConfig(properties);
        start(config, new OpenSearchServer(config));
    }

    void start(OpenSearchSinkConfig config, Server server) {
        this.config = config;
        this.server = server;
        documents = new Documents(config);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        int maxRecords = config.getInt(OpenSearchSinkConfig.BATCH_SIZE);
        int maxBytes = config.getInt(OpenSearchSinkConfig.BATCH_BYTES);
        List<Operation> batch = new ArrayList<>();
        int bytes = 0;
        try {
            for (SinkRecord record : records) {
                Operation operation = operation(record);
                if (operation == null) {
                    continue;
                }
                if (!batch.isEmpty() && (batch.size() == maxRecords || bytes + operation.size() > maxBytes)) {
                    write(batch);
                    batch.clear();
                    bytes = 0;
                }
                batch.add(operation);
                bytes += operation.size();
            }
            if (!batch.isEmpty()) {
                write(batch);
            }
        } catch (RetriableException e) {
            long backoff = config.getLong(OpenSearchSinkConfig.RETRY_BACKOFF);
            log.warn("{}; next attempt in {} ms", e.getMessage(), backoff);
            context.timeout(backoff);
            throw e;
        }
    }

    /** Null for a record that is skipped. */
    private Operation operation(SinkRecord record) {
        try {
            return documents.of(record).orElse(null);
        } catch (DataException e) {
            ErrantRecordReporter reporter = context.errantRecordReporter();
            if (reporter == null) {
                throw e;
            }
            // Fails the task unless errors.tolerance=all.
            reporter.report(record, e);
            return null;
        }
    }

    private void write(List<Operation> batch) {
        for (Server.Refusal refusal : server.bulk(batch)) {
            handle(refusal);
        }
    }

    private void handle(Server.Refusal refusal) {
        SinkRecord record = refusal.operation().record();
        String message = "The server refused the record at " + Documents.position(record) + ": " + refusal.reason();
        switch (config.getString(OpenSearchSinkConfig.MALFORMED)) {
            case "ignore" -> log.debug(message);
            case "warn" -> log.warn(message);
            default -> {
                ErrantRecordReporter reporter = context.errantRecordReporter();
                if (reporter == null) {
                    throw new ConnectException(message);
                }
                reporter.report(record, new DataException(message));
            }
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
