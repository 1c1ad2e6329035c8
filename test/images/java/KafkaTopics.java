import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Enough of kafka-topics for `--bootstrap-server ADDRESS --list`: the command is not among the broker's jars. */
public class KafkaTopics {
    public static void main(String[] args) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", args[1]);
        try (Admin admin = Admin.create(settings)) {
            admin.listTopics().names().get().forEach(System.out::println);
        }
    }
}
