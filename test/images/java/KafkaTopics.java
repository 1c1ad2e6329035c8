import java.io.FileReader;
import java.io.Reader;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;

/** Enough of kafka-topics for `--bootstrap-server ADDRESS --list [--command-config FILE]`: it is not among the broker's jars. */
public class KafkaTopics {
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        int file = List.of(args).indexOf("--command-config") + 1;
        if (file > 0) {
            try (Reader in = new FileReader(args[file])) {
                settings.load(in);
            }
        }
        settings.put("bootstrap.servers", args[1]);
        try (Admin admin = Admin.create(settings)) {
            admin.listTopics().names().get().forEach(System.out::println);
        }
    }
}
