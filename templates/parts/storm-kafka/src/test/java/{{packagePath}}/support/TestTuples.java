package {{package}}.support;

import java.util.List;
import java.util.Map;
import org.apache.storm.Constants;
import org.apache.storm.task.GeneralTopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.TupleImpl;
import org.apache.storm.utils.Utils;

/** Tuples as a worker passes them to a bolt. Storm's own test helper reads its whole configuration for each. */
public final class TestTuples {
    private static final String COMPONENT = "source";
    private static final int TASK = 1;

    private TestTuples() {
    }

    public static Tuple of(Fields fields, List<Object> values) {
        return of(COMPONENT, Utils.DEFAULT_STREAM_ID, fields, values);
    }

    public static Tuple tick() {
        return of(Constants.SYSTEM_COMPONENT_ID, Constants.SYSTEM_TICK_STREAM_ID, new Fields("rate_secs"), List.of(1));
    }

    private static Tuple of(String component, String stream, Fields fields, List<Object> values) {
        GeneralTopologyContext context = new GeneralTopologyContext(null, Map.of(), Map.of(TASK, component), Map.of(),
            Map.of(component, Map.of(stream, fields)), "test");
        return new TupleImpl(context, values, component, TASK, stream);
    }
}
