package streamkit.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.admin.ConfigCommand;

/**
 * Creates SCRAM users in ZooKeeper before the first broker starts: it needs one of them itself. Each file of the folder has
 * a user's name and contains its credentials, so that passwords are on no command line.
 */
public class CreateUsers {
    public static void main(String[] args) throws IOException {
        String zookeeper = args[0];
        for (Path file : files(Path.of(args[1]))) {
            // It ends the program with exit code 1 when it fails.
            ConfigCommand.main(new String[] {
                "--zookeeper", zookeeper, "--alter", "--entity-type", "users",
                "--entity-name", file.getFileName().toString(), "--add-config-file", file.toString()
            });
        }
        Files.createFile(Path.of(args[2]));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().collect(Collectors.toList());
        }
    }
}
