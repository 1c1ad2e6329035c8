package {{package}}.support;

import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.StormTopology;

/** Submits a topology to the cluster, or runs it in this process with --local. */
public final class Run {
    /** The configuration with which a component names what it writes: streamkit draws it. */
    public static final String WRITES = "streamkit.writes";

    private Run() {
    }

    public static void topology(Options options, Config config, StormTopology topology) throws Exception {
        if (options.local()) {
            LocalRun.untilInterrupted(options.topology(), config, topology);
        } else {
            StormSubmitter.submitTopology(options.topology(), config, topology);
        }
    }
}
