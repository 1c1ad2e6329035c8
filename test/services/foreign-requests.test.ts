import { request } from 'node:http';
import { expect, test } from 'vitest';
import { listenersOf } from '../support/listeners.js';
import { ownHome, processesOf } from '../support/own-home.js';

const home = await ownHome();

/** Forbidden, and misdirected request. */
const refusals: (number | undefined)[] = [403, 421];

interface Answer {
  status: number | undefined;
  text: string;
}

/** The answer to a request with these headers; undefined where what listens does not speak HTTP. */
async function ask(address: string, headers: Record<string, string>): Promise<Answer | undefined> {
  const [host, port] = address.split(/:(?=\d+$)/);
  return new Promise((resolve) => {
    const none = () => {
      resolve(undefined);
    };
    const sent = request({ host, port, headers, agent: false, timeout: 5000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', none).on('end', () => {
        resolve({ status: response.statusCode, text });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', none).end();
  });
}

async function statusOf(address: string, headers: Record<string, string>): Promise<number | undefined> {
  return (await ask(address, headers))?.status;
}

test('up schema-registry connect hdfs', async () => {
  const { exitCode, stderr } = await home.run([
    'up',
    'schema-registry',
    'connect',
    'hdfs',
    '--ports',
    'auto',
  ]);
  expect(exitCode, stderr).toBe(0);
});

test.runIf(process.platform === 'linux')(
  'every port of the stack that speaks HTTP answers loopback names, and refuses other hosts and origins',
  async () => {
    const pids = await processesOf(home.dir);
    const addresses = (await Promise.all(pids.map(async (pid) => listenersOf(pid)))).flat();
    const speaking = [];
    for (const address of addresses) {
      const answer = await ask(address, { Host: address });
      // Hadoop's own protocol answers each request with this text.
      if (answer && !answer.text.includes('making an HTTP request to a Hadoop IPC port'))
        speaking.push(address);
    }
    // The registry, Connect, the NameNode, the DataNode, and the DataNode's own pages.
    expect(speaking.length).toBeGreaterThanOrEqual(5);
    for (const address of speaking) {
      const port = address.slice(address.lastIndexOf(':') + 1);
      const own = `127.0.0.1:${port}`;
      for (const host of [own, `localhost:${port}`, `[::1]:${port}`])
        expect(refusals, `${address} as ${host}`).not.toContain(await statusOf(address, { Host: host }));
      expect(refusals).not.toContain(await statusOf(address, { Host: own, Origin: `http://${own}` }));
      for (const host of ['evil.test', `evil.test:${port}`, 'localhost.evil.test'])
        expect(refusals, `${address} as ${host}`).toContain(await statusOf(address, { Host: host }));
      for (const origin of ['http://evil.test', 'null'])
        expect(refusals, `${address} for ${origin}`).toContain(
          await statusOf(address, { Host: own, Origin: origin }),
        );
    }
  },
);
