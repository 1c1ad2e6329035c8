import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { NetworkFault } from '../../network-fault.js';
import { conditionOf, type Condition } from './faults.js';
import { Link } from './link.js';

/** From where the relay listens to where the service does; ports of 127.0.0.1. */
export interface Route {
  listen: number;
  target: number;
}

interface Connection {
  link: Link;
  /** The service that opened it. */
  source: () => Promise<string | undefined>;
}

const calm: Condition = { cut: false, delayMs: 0 };

/** Stands before a service: everyone connects to it, and it passes on what the stack's faults let through. */
export class Relay {
  private readonly connections = new Set<Connection>();
  private readonly servers: Server[] = [];
  private faults: NetworkFault[] = [];

  /** @param sourceOf the service of the stack that has the other end of a socket, by its port and ours */
  constructor(
    private readonly service: string,
    private readonly sourceOf: (remotePort: number, localPort: number) => Promise<string | undefined>,
  ) {}

  /** @throws the system's error when a port is taken */
  async listen(routes: Route[]): Promise<void> {
    for (const { listen, target } of routes) {
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        this.accept(socket, target);
      });
      this.servers.push(server);
      server.listen({ host: '127.0.0.1', port: listen });
      await once(server, 'listening');
    }
  }

  /** Returns when every connection suffers these faults and no others. */
  async apply(faults: NetworkFault[]): Promise<void> {
    this.faults = faults;
    await Promise.all([...this.connections].map(async (one) => this.judge(one)));
  }

  close(): void {
    for (const server of this.servers) server.close();
    for (const { link } of this.connections) link.destroy();
  }

  private accept(socket: Socket, target: number): void {
    let known: Promise<string | undefined> | undefined;
    const { remotePort = 0, localPort = 0 } = socket;
    const connection: Connection = {
      source: async () => (known ??= this.sourceOf(remotePort, localPort)),
      link: new Link(socket, target, () => {
        this.connections.delete(connection);
      }),
    };
    this.connections.add(connection);
    void this.judge(connection);
  }

  /** Who opened a connection is looked up only where a fault makes it matter. */
  private async judge(connection: Connection): Promise<void> {
    const { faults } = this;
    if (faults.length === 0) {
      connection.link.apply(calm);
      return;
    }
    const source = await connection.source();
    // Later faults have come meanwhile: they judge for themselves.
    if (faults === this.faults) connection.link.apply(conditionOf(faults, this.service, source));
  }
}
