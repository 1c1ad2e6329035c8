package {{package}}.groupings;

import java.util.List;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.grouping.CustomStreamGrouping;
import org.apache.storm.task.WorkerTopologyContext;

/** Names from A to H go to the first task, from I to P to the second, the others to the third. */
public final class InitialGrouping implements CustomStreamGrouping {
    private List<Integer> tasks;

    @Override
    public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
        tasks = targetTasks;
    }

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
        char initial = Character.toUpperCase(values.get(0).toString().charAt(0));
        int index = initial <= 'H' ? 0 : initial <= 'P' ? 1 : 2;
        return List.of(tasks.get(Math.min(index, tasks.size() - 1)));
    }
}
