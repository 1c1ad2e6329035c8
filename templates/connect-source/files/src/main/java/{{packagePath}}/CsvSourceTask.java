package {{package}};

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Reads the rows of the file from the saved position, and waits for rows that are appended. */
public final class CsvSourceTask extends SourceTask {
    private static final String POSITION = "position";

    private final CountDownLatch stopped = new CountDownLatch(1);
    private CsvSourceConfig config;
    private Map<String, String> partition;
    private Pattern separator;
    private Schema schema;
    private LineReader lines;

    @Override
    public String version() {
        return CsvSourceConnector.VERSION;
    }

    /** Kafka Connect saves offsets by partition: "what is read" maps to "how far it is read". */
    @Override
    public void start(Map<String, String> properties) {
        config = new CsvSourceConfig(properties);
        partition = Map.of("file", config.file().toString());
        separator = Pattern.compile(config.separator(), Pattern.LITERAL);
        Map<String, Object> offset = context.offsetStorageReader().offset(partition);
        try {
            lines = new LineReader(config.file());
            schema = schemaOf(lines.next());
            if (offset != null) {
                lines.skipTo(((Number) offset.get(POSITION)).longValue());
            }
        } catch (IOException e) {
            throw new ConnectException("Cannot read " + config.file() + ": " + e.getMessage(), e);
        }
    }

    private Schema schemaOf(String header) {
        if (header == null) {
            throw new ConnectException(config.file() + " has no line with the names of its columns");
        }
        SchemaBuilder builder = SchemaBuilder.struct().name("row");
        separator.splitAsStream(header).forEach(column -> builder.field(column, Schema.STRING_SCHEMA));
        return builder.build();
    }

    /** The next rows; null when there are none. Must return from time to time, so that the task can be paused. */
    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        try {
            while (records.size() < config.batchSize()) {
                String line = lines.next();
                if (line == null) {
                    break;
                }
                records.add(record(line));
            }
        } catch (IOException e) {
            throw new ConnectException("Cannot read " + config.file() + ": " + e.getMessage(), e);
        }
        if (!records.isEmpty()) {
            return records;
        }
        stopped.await(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        return null;
    }

    private SourceRecord record(String line) {
        String[] values = separator.split(line, -1);
        if (values.length != schema.fields().size()) {
            throw new DataException(config.file() + ", row before byte " + lines.position() + ": "
                    + values.length + " columns instead of " + schema.fields().size());
        }
        Struct row = new Struct(schema);
        for (int i = 0; i < values.length; i++) {
            row.put(schema.fields().get(i), values[i]);
        }
        return new SourceRecord(partition, Map.of(POSITION, lines.position()), config.topic(), schema, row);
    }

    /** Called by another thread while poll() may be waiting. */
    @Override
    public void stop() {
        stopped.countDown();
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            throw new ConnectException("Cannot close " + config.file(), e);
        }
    }
}
