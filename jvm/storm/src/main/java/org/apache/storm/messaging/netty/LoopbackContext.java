package org.apache.storm.messaging.netty;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.apache.storm.messaging.IConnection;
import org.apache.storm.messaging.IConnectionCallback;
import org.apache.storm.shade.io.netty.bootstrap.ServerBootstrap;
import org.apache.storm.shade.io.netty.channel.group.ChannelGroup;

/**
 * The workers' messaging on the loopback address. Server takes every address in its constructor, so it is given
 * a free port there, and then its own port on the loopback address instead.
 */
public final class LoopbackContext extends Context {
    private static final int ANY_FREE_PORT = 0;

    @Override
    public synchronized IConnection bind(
        String stormId, int port, IConnectionCallback callback, Supplier<Object> newConnectionResponse) {
        Server server = (Server) super.bind(stormId, ANY_FREE_PORT, callback, newConnectionResponse);
        ChannelGroup channels = (ChannelGroup) read(server, "allChannels");
        ServerBootstrap bootstrap = (ServerBootstrap) read(server, "bootstrap");
        channels.close().syncUninterruptibly();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        channels.add(bootstrap.bind(loopback).syncUninterruptibly().channel());
        return server;
    }

    private static Object read(Server server, String name) {
        try {
            Field field = Server.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Server of this Storm has no field " + name, e);
        }
    }
}
