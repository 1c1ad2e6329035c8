package {{package}}.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits tuples in groups, on a thread of its own: each time what arrived while the previous group was written, up to a
 * limit. A tuple that arrives alone is committed at once, and under load the groups grow: there is no timer to wait for.
 * Tuples are acked after their commit, and fail when it fails, so that the spout replays them.
 */
public final class GroupCommit<T> implements AutoCloseable {

    /** What a group is written to. Only the thread of its GroupCommit calls it. */
    public interface Store<T> extends AutoCloseable {
        /**
         * Writes the items and makes them durable.
         * Returns those that the store refuses because of their data: they are not written, the others are.
         * Throws when none is known to be durable: all are replayed.
         */
        List<Refusal> write(List<T> items) throws Exception;

        /** Called before the first group, and about once per second from then on. */
        default void maintain() throws Exception {
            // Most stores need no maintenance.
        }

        @Override
        void close();
    }

    /** The index of the item in the group, and the reason. */
    public record Refusal(int index, String reason) {
    }

    private record Entry<T>(Tuple tuple, T item) {
    }

    private static final long MAINTENANCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_MS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final OutputCollector collector;
    private final Store<T> store;
    private final int maxSize;
    private final BiConsumer<Tuple, String> onRefused;
    private final BackOff backOff = new BackOff();
    private final Thread thread = new Thread(this::run, "group-commit");
    private final Queue<Entry<T>> waiting = new ArrayDeque<>();
    private boolean closed;
    private long maintainAt = System.nanoTime();

    /**
     * Starts the thread.
     * It uses the collector beside the bolt, so both must share a {@link LockedCollector}. A refused tuple is passed to
     * onRefused with the reason, and then acked.
     */
    public GroupCommit(OutputCollector collector, Store<T> store, int maxSize, BiConsumer<Tuple, String> onRefused) {
        this.collector = collector;
        this.store = store;
        this.maxSize = maxSize;
        this.onRefused = onRefused;
        thread.start();
    }

    public void add(Tuple tuple, T item) {
        synchronized (waiting) {
            waiting.add(new Entry<>(tuple, item));
            waiting.notifyAll();
        }
    }

    private void run() {
        try {
            for (List<Entry<T>> group = next(); group != null; group = next()) {
                commit(group);
            }
        } catch (InterruptedException e) {
            LOG.warn("The store did not respond while the topology ended", e);
        } finally {
            store.close();
        }
    }

    /** What has arrived: none when a second went by without any, null after close. */
    private List<Entry<T>> next() throws InterruptedException {
        synchronized (waiting) {
            long idleNanos = maintainAt - System.nanoTime();
            while (waiting.isEmpty() && !closed && idleNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(waiting, idleNanos);
                idleNanos = maintainAt - System.nanoTime();
            }
            return closed ? null : take(maxSize);
        }
    }

    private List<Entry<T>> take(int limit) {
        int size = Math.min(waiting.size(), limit);
        List<Entry<T>> taken = new ArrayList<>(size);
        while (taken.size() < size) {
            taken.add(waiting.remove());
        }
        return taken;
    }

    private void commit(List<Entry<T>> group) throws InterruptedException {
        try {
            maintainIfDue();
            if (!group.isEmpty()) {
                settle(group, store.write(group.stream().map(Entry::item).toList()));
                backOff.succeeded();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            replay(group, e);
        }
    }

    private void maintainIfDue() throws Exception {
        if (System.nanoTime() - maintainAt >= 0) {
            store.maintain();
            maintainAt = System.nanoTime() + MAINTENANCE_NANOS;
        }
    }

    private void settle(List<Entry<T>> group, List<Refusal> refusals) {
        for (Refusal refusal : refusals) {
            onRefused.accept(group.get(refusal.index()).tuple(), refusal.reason());
        }
        for (Entry<T> entry : group) {
            collector.ack(entry.tuple());
        }
    }

    /** Fails the tuples that wait as well: they would be older than the message timeout when a slow store has failed often. */
    private void replay(List<Entry<T>> group, Exception cause) throws InterruptedException {
        long pauseMs = backOff.failed();
        collector.reportError(cause);
        synchronized (waiting) {
            group.addAll(take(waiting.size()));
            LOG.error("{} tuples not stored, the spout replays them; next attempt in {} ms: {}",
                group.size(), pauseMs, cause.toString());
            group.forEach(entry -> collector.fail(entry.tuple()));
            long overAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
            for (long left = overAt - System.nanoTime(); left > 0 && !closed; left = overAt - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(waiting, left);
            }
        }
    }

    /** Waits for the group that is being written; the tuples that still wait are replayed. */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        try {
            thread.join(CLOSE_MS);
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
