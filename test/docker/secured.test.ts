import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { ofStack } from '../../src/engines/docker/containers/names.js';
import { runIn } from '../../src/engines/docker/exec/run.js';
import type { SmokeResult } from '../../src/smoke/result.js';
import { grantAccess } from '../../src/shared/access.js';
import { httpFetch } from '../../src/shared/http-client.js';
import { kafkaJars } from '../support/kafka-jars.js';
import { dockerHome, hasDocker } from './docker-home.js';

describe.skipIf(!hasDocker).each(['kraft', 'zookeeper'] as const)(
  'a secured stack on Docker (%s)',
  async (kafkaMode) => {
    const home = await dockerHome(kafkaMode);
    const stack = join(home.dir, 'home/stacks/default');
    const properties = (user: string) => join(stack, 'security', `${user}.properties`);
    const containers = async () => {
      const found = await home.client.listContainers({ all: true, filters: ofStack({ dir: stack }) });
      return Promise.all(found.map(async ({ Id }) => home.client.getContainer(Id).inspect()));
    };
    const passed = async (...args: string[]) => {
      const { stdout, stderr, exitCode } = await home.run(args);
      expect(exitCode, `${args.join(' ')}\n${stderr}\n${stdout}`).toBe(0);
      return stdout;
    };
    const remote = (...args: string[]) => [...args, '--context', 'app', '--allow-write'];
    const passwords = async () => {
      const texts = await Promise.all(
        ['client', 'admin'].map(async (user) => readFile(properties(user), 'utf8')),
      );
      return texts.map((text) => /password="(\w+)"/.exec(text)?.[1] ?? '');
    };

    test('up starts Kafka, the registry and Connect; doctor reaches all from here and from a container', async () => {
      await passed('up', 'kafka', 'connect', '--secure');
      const { services } = await home.status();
      for (const name of ['schema-registry', 'connect']) {
        const found = services.find((service) => service.name === name);
        expect(found?.endpoints['http']).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
        expect(found?.insideEndpoints).toEqual({
          http: expect.stringMatching(`^https://${name}:`) as string,
        });
      }
      await passed('doctor', '--deep');
    });

    test('no password is in what docker inspect shows, and everything is published on loopback only', async () => {
      const known = await passwords();
      expect(known.every((one) => one.length > 20)).toBe(true);
      for (const { Config: config, HostConfig: host, Name: name } of await containers()) {
        for (const password of known) expect(JSON.stringify([config, host]), name).not.toContain(password);
        const bound = Object.values(host.PortBindings as Record<string, { HostIp: string }[]>).flat();
        expect(new Set(bound.map(({ HostIp }) => HostIp)), name).toEqual(new Set(['127.0.0.1']));
      }
    });

    test('records, schemas and connectors work as in any other stack', async () => {
      await passed('topic', 'create', 'orders');
      await passed('produce', 'orders', 'one');
      expect(await passed('consume', 'orders', '--from-beginning', '--exit')).toContain('one');
      await writeFile(join(home.dir, 'orders.avsc'), '"string"');
      await passed('schema', 'register', 'orders-value', 'orders.avsc');
      expect(await passed('schema', 'list')).toContain('orders-value');
      const connectors = {
        source: { 'connector.class': 'FileStreamSource', topic: 'lines', file: join(home.dir, 'in.txt') },
        sink: { 'connector.class': 'FileStreamSink', topics: 'lines', file: join(home.dir, 'out.txt') },
      };
      await writeFile(join(home.dir, 'in.txt'), 'by HTTPS\n');
      for (const [name, settings] of Object.entries(connectors)) {
        const config = {
          ...settings,
          'value.converter': 'io.confluent.connect.avro.AvroConverter',
          'value.converter.schema.registry.url': 'https://schema-registry:8081',
        };
        await writeFile(join(home.dir, `${name}.json`), JSON.stringify({ name, config }));
        await passed('connector', 'create', `${name}.json`);
      }
      const read = async () => readFile(join(home.dir, 'out.txt'), 'utf8').catch(() => '');
      await expect.poll(read).toBe('by HTTPS\n');
    });

    test('without a login or with a wrong password, both listeners refuse', async () => {
      await passed('context', 'import', 'app', '--from', 'java', '--file', properties('client'));
      expect(await passed('topic', 'list', '--context', 'app')).toContain('orders');
      const text = await readFile(properties('client'), 'utf8');
      const broker = (await containers()).find(({ Name }) => Name.endsWith('-kafka'));
      const tool = kafkaMode === 'kraft' ? '/opt/kafka/bin/kafka-topics.sh' : 'kafka-topics';
      const inside = async (properties: string) => {
        const script = `printf '${properties}request.timeout.ms=5000\\ndefault.api.timeout.ms=9000\\n' >/tmp/client &&
          ${tool} --bootstrap-server kafka:29092 --list --command-config /tmp/client`;
        return runIn(home.client, broker?.Id ?? '', ['bash', '-c', script]);
      };
      const tls = 'ssl.truststore.type=PEM\\nssl.truststore.location=/run/streamkit/ca.crt\\n';
      for (const [name, changed, settings] of [
        ['wrong', text.replace(/password="\w+"/, 'password="wrong"'), undefined],
        [
          'tls',
          text.replace('SASL_SSL', 'SSL').replaceAll(/^sasl.*\n/gm, ''),
          `security.protocol=SSL\\n${tls}`,
        ],
        ['plain', text.replaceAll(/^s.*\n/gm, ''), ''],
      ] as const) {
        const file = join(home.dir, `${name}.properties`);
        await writeFile(file, changed, { mode: 0o600 });
        await passed('context', 'import', name, '--from', 'java', '--file', file);
        const { exitCode, stderr } = await home.run(['topic', 'list', '--context', name]);
        expect(exitCode, stderr).toBe(4);
        expect(stderr).toContain(name === 'wrong' ? 'SASL failed' : 'SERVICE_UNREACHABLE');
        if (settings === undefined) continue;
        const { code, lines } = await inside(settings);
        expect(code, lines.join('\n')).not.toBe(0);
        expect(lines.join('\n')).toContain('TimeoutException');
      }
    });

    test('an ACL refuses a user, and grants', async () => {
      const grant = async (user: string, operation: string) =>
        passed(
          ...['acl', 'create', '--topic', 'orders', '--operation', operation],
          ...['--allow-principal', `User:${user}`],
        );
      await grant('other', 'Write');
      const refused = await home.run(remote('produce', 'orders', 'two'));
      expect(refused.stderr).toContain('User:app needs Write on topic orders');
      await grant('app', 'Write');
      await passed(...remote('produce', 'orders', 'two'));
      await grant('app', 'Read');
    });

    test("Kafka's own console consumer reads with client.properties and admin.properties", async () => {
      const classPath = await kafkaJars(home.env['STREAMKIT_CACHE'] ?? '');
      for (const file of ['client', 'admin'].map(properties)) {
        const [, server = ''] = /bootstrap\.servers=(.+)/.exec(await readFile(file, 'utf8')) ?? [];
        const { stdout, stderr } = await execa(
          'java',
          [
            ...['-Xmx256m', '-cp', classPath, 'org.apache.kafka.tools.consumer.ConsoleConsumer'],
            ...['--bootstrap-server', server.replaceAll('\\', ''), '--command-config', file],
            ...['--topic', 'orders', '--from-beginning', '--max-messages', '2', '--timeout-ms', '30000'],
          ],
          { reject: false },
        );
        expect(stdout, stderr).toBe('one\ntwo');
      }
    });

    test('restart and down keep users, ACLs and records', async () => {
      await passed('restart', 'kafka');
      await passed('down');
      await passed('up', 'kafka');
      expect(await passed('consume', 'orders', '--from-beginning', '--exit')).toContain('two');
      expect(await passed('acl', 'list', '--topic', 'orders')).toContain('User:app');
    });

    test('the stack cannot be exported to Docker Compose, and says so', async () => {
      const { exitCode, stderr } = await home.run(['export', 'compose']);
      expect(stderr).toContain('is secured');
      expect(exitCode).toBe(2);
    });

    test('two brokers and two workers find each other by the names in the certificate', async () => {
      await passed('up', 'connect', '--scale', 'kafka=2', '--scale', 'connect=2');
      await passed('topic', 'create', 'copies', '--partitions', '2', '--replication-factor', '2');
      await passed('produce', 'copies', 'one', '--acks', 'all');
      // One of the workers forwards it to the other.
      const { services } = await home.status();
      const ca = await readFile(join(stack, 'security/ca.crt'));
      const { config } = JSON.parse(await readFile(join(home.dir, 'sink.json'), 'utf8')) as {
        config: object;
      };
      for (const { endpoints } of services.filter(({ name }) => name.startsWith('connect'))) {
        const url = endpoints['http'] ?? '';
        grantAccess(url, async () => Promise.resolve({ tls: { ca } }));
        const { status } = await httpFetch(`${url}/connectors/sink/config`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(config),
          timeoutMs: 60_000,
        });
        expect(status).toBe(200);
      }
      await passed('doctor', '--deep');
    });

    test.runIf(kafkaMode === 'kraft')('smoke connect-file passes, with a standalone worker', async () => {
      const { stdout, exitCode } = await home.run(['smoke', 'connect-file', '--json']);
      expect(exitCode, stdout).toBe(0);
      expect(JSON.parse(stdout) as SmokeResult).toMatchObject({ passed: 1, failed: 0 });
    });

    test.runIf(kafkaMode === 'kraft')('smoke secure passes', async () => {
      const { stdout, exitCode } = await home.run(['smoke', 'secure', '--json']);
      expect(exitCode, stdout).toBe(0);
      const { pipelines } = JSON.parse(stdout) as SmokeResult;
      expect(pipelines[0]?.steps.map(({ status }) => status)).toEqual(Array(6).fill('passed'));
    });
  },
);
