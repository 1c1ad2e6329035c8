import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Fault } from '../fault.js';

export const portFaults: Fault[] = [
  {
    name: 'a port is taken while the stack is down',
    async inject(home, random) {
      await home.must('down');
      const [first, ...others] = (await home.ports()).filter(({ service }) =>
        home.services.includes(service),
      );
      if (!first) throw new Error('the stack has no ports');
      const { service, port } = random.pick([first, ...others]);
      const holder = createServer();
      holder.listen({ host: '127.0.0.1', port });
      await once(holder, 'listening');
      // What this process holds must not keep it alive.
      holder.unref();
      const refused = await home.run(['up', service]);
      if (
        refused.exitCode !== 3 ||
        !refused.output.includes(`Port ${port} for ${service} is taken by pid ${process.pid}`)
      )
        throw new Error(`a taken port was not named:\n${refused.output}`);
      const advice = random.pick(['--ports auto', '--port', 'free it']);
      if (advice === '--port') await home.must('up', service, '--port', `${service}=${await freePort()}`);
      if (advice === '--ports auto') await home.must('up', service, '--ports', 'auto');
      holder.close();
      return { what: `that of ${service}; the advice followed: ${advice}` };
    },
  },
];

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
