package streamkit.hive;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.ql.exec.Task;
import org.apache.hadoop.hive.ql.hooks.HookContext;
import org.apache.hadoop.hive.ql.hooks.QueryLifeTimeHook;
import org.apache.hadoop.hive.ql.hooks.QueryLifeTimeHookContext;
import org.apache.hadoop.hive.ql.io.merge.MergeFileTask;

/**
 * Runs statements with MapReduce jobs one after another. Local jobs share a JVM, and Hive's mapper keeps its state in
 * static fields (ExecMapper.done): two jobs at once end each other's input, and rows are lost without an error.
 * Statements without a job (DDL, LOAD DATA, EXPLAIN, plain SELECTs) do not wait.
 */
public final class JobQueue implements QueryLifeTimeHook {
    private static final ReentrantLock TURN = new ReentrantLock(true);
    private static final long POLL_MS = 5;
    private static final Pattern VIRTUAL_COLUMN = Pattern.compile(
            "INPUT__FILE__NAME|BLOCK__OFFSET__INSIDE__FILE|ROW__OFFSET__INSIDE__BLOCK", Pattern.CASE_INSENSITIVE);

    /**
     * Makes a job of each SELECT with virtual columns, so that it is queued: as a plain fetch it shares the current file
     * (IOContextMap) with whatever else is read, and loses rows as well.
     */
    @Override
    public void beforeCompile(QueryLifeTimeHookContext context) {
        if (VIRTUAL_COLUMN.matcher(context.getCommand()).find()) {
            context.getHiveConf().setVar(HiveConf.ConfVars.HIVE_FETCH_TASK_CONVERSION, "none");
        }
    }

    @Override
    public void afterCompile(QueryLifeTimeHookContext context, boolean hasError) {
    }

    @Override
    public void beforeExecution(QueryLifeTimeHookContext context) {
        HookContext query = context.getHookContext();
        if (!hasJobs(query.getQueryPlan().getRootTasks())) {
            return;
        }
        // The jobs of one statement also run one after another, whatever the session has set.
        HiveConf conf = query.getConf();
        conf.setBoolVar(HiveConf.ConfVars.EXEC_PARALLEL, false);
        conf.setInt("mapreduce.local.map.tasks.maximum", 1);
        conf.setInt("mapreduce.local.reduce.tasks.maximum", 1);
        try {
            TURN.lockInterruptibly();
            awaitCanceledJobs();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("canceled while other statements ran their jobs", e);
        }
    }

    /** Hive calls it for canceled and failed statements as well, in the thread that called beforeExecution. */
    @Override
    public void afterExecution(QueryLifeTimeHookContext context, boolean hasError) {
        while (TURN.isHeldByCurrentThread()) {
            TURN.unlock();
        }
    }

    private static boolean hasJobs(List<Task<?>> roots) {
        Deque<Task<?>> open = new ArrayDeque<>(roots);
        Set<Task<?>> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Task<?> task = open.pop();
            if (!seen.add(task)) {
                continue;
            }
            if (task.isMapRedTask() || task.isMapRedLocalTask() || task instanceof MergeFileTask) {
                return true;
            }
            if (task.getDependentTasks() != null) {
                open.addAll(task.getDependentTasks());
            }
        }
        return false;
    }

    /** The tasks of a canceled job may outlive its statement by a moment. */
    private static void awaitCanceledJobs() throws InterruptedException {
        while (tasksRun()) {
            Thread.sleep(POLL_MS);
        }
    }

    private static boolean tasksRun() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[group.activeCount() + 64];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count).anyMatch(thread -> thread.getName().startsWith("LocalJobRunner"));
    }
}
