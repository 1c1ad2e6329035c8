package {{package}};

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the complete lines of a growing file, and knows the position after each. */
final class LineReader implements Closeable {
    /** At the end of the file it returns -1, and later what has been appended. */
    private final InputStream input;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;

    LineReader(Path file) throws IOException {
        input = new BufferedInputStream(Files.newInputStream(file));
    }

    /** The next line without its line break; null while it is not complete. */
    String next() throws IOException {
        for (int next = input.read(); next >= 0; next = input.read()) {
            position++;
            if (next == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
        }
        return null;
    }

    /** The position, in bytes, after the line that {@link #next} returned last. */
    long position() {
        return position - line.size();
    }

    /** @throws IOException for a position after the end: the file has been replaced by a shorter one */
    void skipTo(long target) throws IOException {
        try {
            input.skipNBytes(target - position);
        } catch (EOFException e) {
            throw new IOException("it is shorter than the saved position " + target
                    + "; reset the offsets of the connector to read it from the beginning", e);
        }
        position = target;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
