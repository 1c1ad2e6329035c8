package {{package}}.support;

import java.util.Map;
import org.apache.storm.hdfs.bolt.HdfsBolt;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** Writes through an HdfsBolt, in groups: a row is synced as soon as no other waits. After a failure a new one is used. */
public final class RecoveringHdfsBolt extends BaseRichBolt {
    private final HdfsTarget target;
    private final HdfsBolt bolt;
    private transient GroupCommit<Tuple> commits;

    public RecoveringHdfsBolt(HdfsTarget target, HdfsBolt bolt) {
        this.target = target;
        this.bolt = bolt;
    }

    @Override
    public void prepare(Map<String, Object> config, TopologyContext context, OutputCollector collector) {
        commits = new GroupCommit<>(new LockedCollector(collector), new HdfsStore(target, bolt, config, context),
            target.syncCount(), (tuple, reason) -> {
                throw new IllegalStateException("HDFS refuses no row for its data: " + reason);
            });
    }

    @Override
    public void execute(Tuple tuple) {
        commits.add(tuple, tuple);
    }

    @Override
    public void cleanup() {
        commits.close();
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        // The end of the stream.
    }
}
