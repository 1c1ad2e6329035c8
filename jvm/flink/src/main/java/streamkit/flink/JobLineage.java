package streamkit.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.core.execution.JobStatusChangedEvent;
import org.apache.flink.core.execution.JobStatusChangedListener;
import org.apache.flink.core.execution.JobStatusChangedListenerFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.streaming.api.lineage.LineageDataset;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.runtime.execution.JobCreatedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what each new job reads and writes to a file, JOB.json: Flink's connectors declare it, and its REST API does not
 * show it. Holds no settings of the connectors but the consumer group: they may be secrets.
 */
public final class JobLineage implements JobStatusChangedListenerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(JobLineage.class);
    private static final ConfigOption<String> DIR = ConfigOptions.key("streamkit.lineage.dir").stringType().noDefaultValue();

    @Override
    public JobStatusChangedListener createListener(Context context) {
        Path dir = Path.of(context.getConfiguration().get(DIR));
        return event -> write(dir, event);
    }

    private static void write(Path dir, JobStatusChangedEvent event) {
        if (!(event instanceof JobCreatedEvent)) {
            return;
        }
        JobCreatedEvent job = (JobCreatedEvent) event;
        Map<String, Object> lineage = Map.of(
            "reads", datasets(job.lineageGraph().sources()),
            "writes", datasets(job.lineageGraph().sinks()));
        try {
            Files.createDirectories(dir);
            Path draft = dir.resolve(job.jobId() + ".draft");
            Files.write(draft, new ObjectMapper().writeValueAsString(lineage).getBytes(StandardCharsets.UTF_8));
            Files.move(draft, dir.resolve(job.jobId() + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // A job runs without it as well: only the console's picture of it lacks lines.
            LOG.warn("Cannot write what job {} reads and writes", job.jobId(), e);
        }
    }

    private static List<Map<String, Object>> datasets(List<? extends LineageVertex> vertices) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (LineageVertex vertex : vertices) {
            for (LineageDataset dataset : vertex.datasets()) {
                Map<String, Object> entry = new TreeMap<>();
                entry.put("namespace", dataset.namespace());
                entry.put("name", dataset.name());
                addTopics(entry, dataset);
                all.add(entry);
            }
        }
        return all;
    }

    /** A table's name is not that of its topic. A pattern has no list of topics. */
    private static void addTopics(Map<String, Object> entry, LineageDataset dataset) {
        for (Object facet : dataset.facets().values()) {
            if (facet instanceof KafkaDatasetFacet) {
                KafkaDatasetFacet kafka = (KafkaDatasetFacet) facet;
                List<String> topics = kafka.getTopicIdentifier().getTopics();
                if (topics != null) {
                    entry.put("topics", topics);
                }
                String group = kafka.getProperties().getProperty("group.id");
                if (group != null) {
                    entry.put("group", group);
                }
            }
        }
    }
}
