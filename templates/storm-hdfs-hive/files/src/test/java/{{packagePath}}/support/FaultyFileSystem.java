package {{package}}.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Syncable;

/**
 * The local file system for file:// URLs, with faults that a test sets. A stream behaves as one of HDFS: others see what
 * is synced; once broken it stays so, and leaves a part of what was not synced.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
    public enum Fault { NONE, CREATE, WRITE, SYNC, CLOSE }

    public static final Map<String, Object> HADOOP_CONFIG = Map.of("fs.file.impl", FaultyFileSystem.class.getName());

    public static volatile Fault fault = Fault.NONE;

    @Override
    public FSDataOutputStream create(Path file) throws IOException {
        failOn(Fault.CREATE);
        return new FSDataOutputStream(new Stream(super.create(file)), null);
    }

    private static void failOn(Fault kind) throws IOException {
        if (fault == kind) {
            throw new IOException("fault on " + kind);
        }
    }

    private static final class Stream extends OutputStream implements Syncable {
        private final FSDataOutputStream file;
        private final ByteArrayOutputStream unsynced = new ByteArrayOutputStream();
        private boolean broken;

        Stream(FSDataOutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            breakOn(Fault.WRITE);
            unsynced.write(bytes, offset, length);
        }

        @Override
        public void hsync() throws IOException {
            breakOn(Fault.SYNC);
            unsynced.writeTo(file);
            file.hsync();
            unsynced.reset();
        }

        @Override
        public void hflush() throws IOException {
            hsync();
        }

        @Override
        public void close() throws IOException {
            breakOn(Fault.CLOSE);
            unsynced.writeTo(file);
            file.close();
        }

        private void breakOn(Fault kind) throws IOException {
            if (broken) {
                throw new IOException("the stream is broken");
            }
            if (fault == kind) {
                broken = true;
                file.write(unsynced.toByteArray(), 0, unsynced.size() / 2);
                file.close();
            }
            failOn(kind);
        }
    }
}
