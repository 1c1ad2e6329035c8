package {{package}};

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/**
 * The connector's properties; those that say how records become files are in {@link FileSinkConfig}. The names are those
 * of Confluent's HDFS sink connector.
 */
final class HdfsSinkConfig extends FileSinkConfig {
    static final String STORE_URL = "store.url";
    /** Its name in older configurations. */
    static final String OLD_URL = "hdfs.url";
    static final String HADOOP_CONF = "hadoop.conf.dir";
    static final String KERBEROS = "hdfs.authentication.kerberos";
    static final String HIVE = "hive.integration";

    static final ConfigDef DEFINITION = withFiles(new ConfigDef()
            .define(STORE_URL, Type.STRING, null, (Validator) HdfsSinkConfig::checkUrl, Importance.HIGH,
                    "Address of the file system, such as hdfs://127.0.0.1:8020.")
            .define(OLD_URL, Type.STRING, null, (Validator) HdfsSinkConfig::checkUrl, Importance.LOW,
                    "The same as store.url, which replaces it.")
            .define(HADOOP_CONF, Type.STRING, null, Importance.MEDIUM,
                    "Folder with core-site.xml and hdfs-site.xml for the client (default: Hadoop's defaults).")
            .define(KERBEROS, Type.BOOLEAN, false, (Validator) HdfsSinkConfig::checkOff, Importance.LOW,
                    "Must be false: the connector does not log in with Kerberos.")
            .define(HIVE, Type.BOOLEAN, false, (Validator) HdfsSinkConfig::checkOff, Importance.LOW,
                    "Must be false: the connector does not create tables in Hive."),
            "");

    HdfsSinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        if (url() == null) {
            throw new ConfigException("Set " + STORE_URL + " to the address of the file system, such as hdfs://HOST:8020");
        }
    }

    /** Null where neither property is set. */
    String url() {
        return getString(STORE_URL) == null ? getString(OLD_URL) : getString(STORE_URL);
    }

    /** The client's configuration files in {@code hadoop.conf.dir}. */
    List<URL> hadoopFiles() {
        String folder = getString(HADOOP_CONF);
        if (folder == null) {
            return List.of();
        }
        List<URL> found = new ArrayList<>();
        for (String name : List.of("core-site.xml", "hdfs-site.xml")) {
            Path file = Path.of(folder, name);
            if (Files.isReadable(file)) {
                found.add(urlOf(file));
            }
        }
        if (found.isEmpty()) {
            throw new ConfigException(HADOOP_CONF, folder, "it has no core-site.xml or hdfs-site.xml");
        }
        return found;
    }

    private static URL urlOf(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For example orders+0+0000000000+0000000999: both ends of the range are in the file. */
    @Override
    String fileName(TopicPartition partition, long first, long last) {
        return prefix(partition) + padded(first) + "+" + padded(last);
    }

    /** The last offset in the name of a file of the partition; empty for any other file. */
    static OptionalLong lastOffset(TopicPartition partition, String fileName) {
        Matcher name = Pattern.compile(Pattern.quote(prefix(partition)) + "\\d+\\+(\\d{1,18})\\..*").matcher(fileName);
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    private static String prefix(TopicPartition partition) {
        return partition.topic() + "+" + partition.partition() + "+";
    }

    private static void checkUrl(String name, Object value) {
        try {
            if (value != null && URI.create((String) value).getScheme() == null) {
                throw new ConfigException(name, value, "write it as hdfs://HOST:PORT");
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, "write it as hdfs://HOST:PORT");
        }
    }

    private static void checkOff(String name, Object value) {
        if (Boolean.TRUE.equals(value)) {
            throw new ConfigException(name, value, "this connector does not have it; set it to false");
        }
    }
}
