package streamkit.storm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.storm.security.auth.SimpleTransportPlugin;
import org.apache.storm.thrift.TProcessor;
import org.apache.storm.thrift.protocol.TBinaryProtocol;
import org.apache.storm.thrift.server.THsHaServer;
import org.apache.storm.thrift.server.TServer;
import org.apache.storm.thrift.transport.TNonblockingServerSocket;
import org.apache.storm.thrift.transport.TTransportException;

/** The thrift servers of nimbus and supervisor on the loopback address; SimpleTransportPlugin takes every address. */
public final class LoopbackTransportPlugin extends SimpleTransportPlugin {
    private int port;

    @Override
    public TServer getServer(TProcessor processor) throws TTransportException {
        TNonblockingServerSocket socket =
            new TNonblockingServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), type.getPort(topoConf)));
        port = socket.getPort();
        int maxBytes = type.getMaxBufferSize(topoConf);
        THsHaServer.Args args = new THsHaServer.Args(socket)
            .processor(processor)
            .maxWorkerThreads(type.getNumThreads(topoConf))
            .protocolFactory(new TBinaryProtocol.Factory(false, true, maxBytes, -1));
        args.maxReadBufferBytes = maxBytes;
        return new THsHaServer(args);
    }

    @Override
    public int getPort() {
        return port;
    }
}
