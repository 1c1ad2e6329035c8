package {{package}}.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final int MAX_SIZE = 3;

    /** Keeps groups, and does what a test tells it to with the next one. */
    private static final class MemoryStore implements GroupCommit.Store<String> {
        private final List<List<String>> groups = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch hold = new CountDownLatch(0);
        private volatile Exception failure;
        private volatile boolean maintained;
        private volatile boolean closed;

        @Override
        public List<GroupCommit.Refusal> write(List<String> items) throws Exception {
            groups.add(items);
            hold.await();
            if (failure != null) {
                throw failure;
            }
            return items.contains("bad") ? List.of(new GroupCommit.Refusal(items.indexOf("bad"), "it is bad")) : List.of();
        }

        @Override
        public void maintain() {
            maintained = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final MemoryStore store = new MemoryStore();
    private final RecordingCollector collector = new RecordingCollector();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final GroupCommit<String> commits = new GroupCommit<>(
        new LockedCollector(new OutputCollector(collector)), store, MAX_SIZE,
        (tuple, reason) -> refused.add(tuple.getString(0) + ": " + reason));

    @AfterEach
    void close() {
        store.hold.countDown();
        commits.close();
        assertTrue(store.closed);
    }

    @Test
    void aTupleThatArrivesAloneIsCommittedAtOnceAndThenAcked() {
        Tuple tuple = add("one");
        await().until(() -> collector.acked.equals(List.of(tuple)));
        assertEquals(List.of(List.of("one")), store.groups);
        assertTrue(store.maintained, "the store is maintained before the first group");
    }

    @Test
    void whatArrivesDuringACommitIsTheNextGroupUpToTheLimit() {
        holdFirst();
        for (String item : List.of("a", "b", "c", "d")) {
            add(item);
        }
        store.hold.countDown();
        await().until(() -> collector.acked.size() == 5);
        assertEquals(List.of(List.of("first"), List.of("a", "b", "c"), List.of("d")), store.groups);
    }

    @Test
    void aRefusedItemIsReportedAndAckedWithItsGroup() {
        holdFirst();
        add("good");
        add("bad");
        store.hold.countDown();
        await().until(() -> collector.acked.size() == 3);
        assertEquals(List.of("bad: it is bad"), refused);
        assertEquals(List.of(), collector.failed);
    }

    @Test
    void aFailureFailsItsGroupAndWhatWaitsAndThenWritingResumes() {
        List<Tuple> failing = new ArrayList<>(List.of(holdFirst()));
        for (String item : List.of("a", "b", "c", "d")) {
            failing.add(add(item));
        }
        store.failure = new IOException("the disk is full");
        store.hold.countDown();
        await().until(() -> collector.failed.equals(failing));
        assertEquals(List.of(), collector.acked);
        assertEquals("the disk is full", collector.errors.get(0).getMessage());

        store.failure = null;
        Tuple replayed = add("a");
        await().until(() -> collector.acked.equals(List.of(replayed)));
    }

    @Test
    void closeDoesNotAckWhatWasNotWritten() {
        Tuple first = holdFirst();
        add("waits");
        Thread closing = new Thread(commits::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        store.hold.countDown();
        await().until(() -> store.closed);
        assertEquals(List.of(first), collector.acked);
    }

    /** Returns a tuple whose commit goes on until the test ends the hold. */
    private Tuple holdFirst() {
        store.hold = new CountDownLatch(1);
        Tuple first = add("first");
        await().until(() -> !store.groups.isEmpty());
        return first;
    }

    private Tuple add(String item) {
        Tuple tuple = TestTuples.of(new Fields("item"), List.of(item));
        commits.add(tuple, item);
        return tuple;
    }
}
