package {{package}}.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the table. */
public record RowFiles(Path directory) {

    public List<Path> paths() throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    /** All rows as Hive would see them. */
    public List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path path : paths()) {
            rows.addAll(Files.readAllLines(path));
        }
        return rows;
    }

    public void write(String name, String content) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name), content);
    }

    public String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }
}
