import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConnectorFile, type ConnectorConfig } from '../../connect/connector-file.js';
import { createConnector, deleteConnector } from '../../connect/lifecycle.js';
import { validateConnector } from '../../connect/validate.js';
import { deleteTopics } from '../../kafka/topics/delete-topics.js';
import { scaffold } from '../../scaffold/scaffold.js';
import { eventually } from '../eventually.js';
import { expect, type Pipeline, type PipelineContext, type PipelineStep } from '../pipeline.js';
import { allValues } from '../read-topic.js';
import { startStandalone } from '../standalone.js';
import { workFolder } from '../work-folder.js';

const lines = [1, 2, 3, 4].map((number) => `test-kafka-connect-${number}`);
const envelopes = lines.map((line) => `{"schema":{"type":"string","optional":false},"payload":"${line}"}`);
const stringConverter = 'org.apache.kafka.connect.storage.StringConverter';

/** The chapter's file connectors, in both modes, and both listings of the target file. */
export const connectFile: Pipeline = {
  name: 'connect-file',
  promise: 'lines of a file go through a topic into another file, in distributed and in standalone mode',
  needs: ['connect'],
  turn: 'connect worker',
  steps(context) {
    const { id, endpoint, cleanUp } = context;
    const topics = { distributed: `connect-file-${id}`, standalone: `connect-file-${id}-standalone` };
    const url = endpoint('connect');
    let dir = '';

    const create = async (connector: ConnectorConfig, signal: AbortSignal) => {
      await validateConnector(url, connector);
      cleanUp(`connector ${connector.name}`, async () => deleteConnector(url, connector.name));
      await createConnector(url, connector, { update: false, signal });
    };

    return [
      {
        name: 'scaffold connect-file',
        async run() {
          dir = await workFolder(context);
          const options = { topic: topics.distributed };
          const { files } = await scaffold({ template: 'connect-file', dir: join(dir, 'project'), options });
          dir = join(dir, 'project');
          await writeFile(join(dir, 'source-file.txt'), '');
          return `${files.length} files`;
        },
      },
      {
        name: 'create source and sink on the distributed worker',
        async run(signal) {
          cleanUp(`topic ${topics.distributed}`, async () => removeTopic(context, topics.distributed));
          const [source, sink] = await Promise.all(
            ['local-file-source', 'local-file-sink'].map(async (name) => connectorOf(dir, name, id)),
          );
          if (!source || !sink) throw new Error('the scaffold has no connector files');
          await create(source, signal);
          await create(sink, signal);
          await create(asText(sink, join(dir, 'envelopes.txt')), signal);
          return 'both run, and a second sink with the string converter';
        },
      },
      appendStep('append four lines, one at a time', () => dir),
      {
        name: 'the topic holds the JSON envelopes',
        async run(signal) {
          const seen = await allValues(endpoint('kafka'), topics.distributed, signal);
          expect(seen.join('\n') === envelopes.join('\n'), `saw ${seen.join(' ')}`);
          return `${seen.length} records, the first ${seen[0] ?? ''}`;
        },
      },
      {
        name: 'a sink with the string converter writes the envelopes',
        async run(signal) {
          await eventually(async () => sameLines(join(dir, 'envelopes.txt'), envelopes), 30_000, signal);
          return 'the whole JSON text, as the chapter lists it';
        },
      },
      {
        name: 'the same in standalone mode',
        limitSeconds: 120,
        async run(signal) {
          cleanUp(`topic ${topics.standalone}`, async () => removeTopic(context, topics.standalone));
          const project = join(dir, 'standalone');
          const options = { topic: topics.standalone, bootstrapServers: endpoint('kafka') };
          await scaffold({ template: 'connect-file', dir: project, options });
          await writeFile(join(project, 'source-file.txt'), '');
          const worker = startStandalone(context, project, signal);
          try {
            await Promise.race([worker.failure, appendOneByOne(project, signal, 60_000)]);
          } finally {
            await worker.stop();
          }
          return 'four lines through a worker of one process, which ended cleanly';
        },
      },
    ];
  },
};

function appendStep(name: string, dir: () => string): PipelineStep {
  return {
    name,
    async run(signal) {
      const slowest = await appendOneByOne(dir(), signal, 30_000);
      return `each is in the target file, the slowest after ${slowest} ms`;
    },
  };
}

/** Appends a line when the one before it has arrived. @returns the longest time that one took, in milliseconds */
async function appendOneByOne(dir: string, signal: AbortSignal, withinMs: number): Promise<number> {
  let slowest = 0;
  for (const [index, line] of lines.entries()) {
    const since = Date.now();
    await appendFile(join(dir, 'source-file.txt'), `${line}\n`);
    const expected = lines.slice(0, index + 1);
    await eventually(async () => sameLines(join(dir, 'target-file.txt'), expected), withinMs, signal);
    slowest = Math.max(slowest, Date.now() - since);
  }
  return slowest;
}

async function sameLines(path: string, expected: string[]): Promise<void> {
  const text = await readFile(path, 'utf8');
  expect(text === expected.map((line) => `${line}\n`).join(''), `${path} holds: ${JSON.stringify(text)}`);
}

/** The scaffold's connector under a name of the run's own. */
async function connectorOf(dir: string, name: string, id: string): Promise<ConnectorConfig> {
  const { config } = await readConnectorFile(join(dir, `${name}.properties`), dir);
  return { name: `${name}-${id}`, config: { ...config, name: `${name}-${id}` } };
}

function asText({ name, config }: ConnectorConfig, file: string): ConnectorConfig {
  const textName = `${name}-text`;
  return { name: textName, config: { ...config, name: textName, file, 'value.converter': stringConverter } };
}

async function removeTopic({ endpoint }: PipelineContext, topic: string): Promise<void> {
  await deleteTopics(endpoint('kafka'), [topic], { ifExists: true });
}
