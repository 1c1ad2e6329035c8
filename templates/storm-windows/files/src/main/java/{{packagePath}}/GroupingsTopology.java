package {{package}};

import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;
import {{package}}.groupings.DirectBolt;
import {{package}}.groupings.InitialGrouping;
import {{package}}.groupings.NamesSpout;
import {{package}}.groupings.PrintBolt;
import {{package}}.support.Options;
import {{package}}.support.Run;

/**
 * Every way in which Storm can divide a stream among the tasks of a bolt. Each bolt has three tasks and prints which of
 * them received which name, such as {@code fields: task 2 received Hopper}.
 */
public final class GroupingsTopology {
    static final String SPOUT = "names";
    static final String DIRECTOR = "director";
    private static final int TASKS = 3;

    private GroupingsTopology() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.parseOrExit(args, "storm-groupings", "not-used");
        Run.topology(options, PaymentsTopology.config(options), topology());
    }

    static StormTopology topology() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(SPOUT, new NamesSpout());
        // Each tuple goes to any task, equally often.
        builder.setBolt("shuffle", new PrintBolt("shuffle"), TASKS).shuffleGrouping(SPOUT);
        // Equal names go to the same task.
        builder.setBolt("fields", new PrintBolt("fields"), TASKS).fieldsGrouping(SPOUT, new Fields(NamesSpout.NAME));
        // Each tuple goes to every task.
        builder.setBolt("all", new PrintBolt("all"), TASKS).allGrouping(SPOUT);
        // All tuples go to one task, the one with the lowest id.
        builder.setBolt("global", new PrintBolt("global"), TASKS).globalGrouping(SPOUT);
        // The sender names the task.
        builder.setBolt(DIRECTOR, new DirectBolt("direct")).shuffleGrouping(SPOUT);
        builder.setBolt("direct", new PrintBolt("direct"), TASKS).directGrouping(DIRECTOR, DirectBolt.STREAM);
        // Own code names the tasks.
        builder.setBolt("custom", new PrintBolt("custom"), TASKS).customGrouping(SPOUT, new InitialGrouping());
        return builder.createTopology();
    }
}
