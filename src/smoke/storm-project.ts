import { join } from 'node:path';
import { consume } from '../kafka/consume/consume.js';
import { offsetRange } from '../kafka/consume/offset-range.js';
import { produce } from '../kafka/produce/produce.js';
import { createTopic } from '../kafka/topics/create-topic.js';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { scaffold } from '../scaffold/scaffold.js';
import { killTopology } from '../storm/kill-topology.js';
import { findTopology, nimbusOf } from '../storm/nimbus.js';
import { submitTopology } from '../storm/submit-topology.js';
import { workersOf } from '../storm/workers.js';
import { eventually } from './eventually.js';
import { mavenPackage } from './maven-package.js';
import { expect, type PipelineContext, type PipelineStep } from './pipeline.js';
import { workFolder } from './work-folder.js';

export interface StormProjectOptions {
  template: string;
  /** Options of the template; the artifact keeps its default name, the template's. */
  options: Record<string, string>;
  /** The topology that is submitted, and the topic that it reads. */
  topology: string;
  topic: string;
  /** Main class and arguments where the main class of the jar without arguments is not meant. */
  words?: string[];
}

/** A topology project made from a template, and the steps that the pipelines of such projects share. */
export interface StormProject {
  scaffold: PipelineStep;
  build: PipelineStep;
  submit: PipelineStep;
  kill: PipelineStep;
  /** A path in the project. */
  path: (...parts: string[]) => string;
  /** Creates the topic that the topology reads, the one for its dead letters, and others. @returns their names */
  createTopics: (...others: string[]) => Promise<string[]>;
  /** Submits a topology of the project, and has it killed in the end. */
  submitTopology: (name: string, words: string[]) => Promise<void>;
  killTopology: (name: string) => Promise<void>;
  /** Kills the workers of the topology, as a crash would. */
  killWorkers: () => Promise<void>;
  send: (lines: string[], signal: AbortSignal) => Promise<void>;
  /** Sends half of the records, kills the workers while it sends the rest, and waits until all records are stored. */
  crash: (records: ManyRecords) => PipelineStep;
  /** Reads the dead-letter topic until it has each of the lines. @returns how many different dead letters there are */
  deadLetters: (lines: string[], signal: AbortSignal) => Promise<number>;
}

/** Records that a pipeline can distinguish when they are stored. */
export interface ManyRecords {
  lines: string[];
  limitSeconds: number;
  /** How many of them are stored: `distinct` counts one that is stored twice once. */
  count: (what: 'all' | 'distinct', signal: AbortSignal) => Promise<number>;
}

export function stormProject(
  context: PipelineContext,
  { template, options, topology, topic, words = [] }: StormProjectOptions,
): StormProject {
  const { session, endpoint, cleanUp } = context;
  const deadLetterTopic = `${topic}-dead-letter`;
  let dir = '';
  const path = (...parts: string[]) => join(dir, ...parts);
  const send = async (lines: string[], signal: AbortSignal) => {
    const records = lines.map((line) => ({ key: null, value: Buffer.from(line) }));
    await produce(endpoint('kafka'), { topic, records: [records], signal });
  };
  const killIfListed = async (name: string) => {
    const { topologies } = await nimbusOf(session).cluster();
    if (topologies.some((one) => one.name === name)) await killTopology(session, name, 0);
  };
  const submitNamed = async (name: string, arguments_: string[]) => {
    cleanUp(name, async () => killIfListed(name));
    const jar = path('target', `${template}-1.0.0.jar`);
    await submitTopology(session, { jar, words: arguments_, environment: {}, onLine: () => undefined });
  };
  const crashWorkers = async () => {
    const { id } = await findTopology(nimbusOf(session), topology);
    if ((await workersOf(session, id).kill()) === 0) throw new Error('no worker was found');
  };

  return {
    path,
    scaffold: {
      name: 'scaffold the project',
      ahead: true,
      async run() {
        dir = join(await workFolder(context), template);
        const { files } = await scaffold({ template, dir, options });
        return `${files.length} files`;
      },
    },
    build: {
      name: 'mvn package, its tests included',
      ahead: true,
      turn: 'maven',
      limitSeconds: 900,
      run: async (signal) => mavenPackage(dir, session.report, signal),
    },
    submitTopology: submitNamed,
    killWorkers: crashWorkers,
    async killTopology(name) {
      await killTopology(session, name, 0);
    },
    async createTopics(...others) {
      const names = [topic, deadLetterTopic, ...others];
      for (const name of names) {
        cleanUp(name, async () => {
          await deleteTopics(endpoint('kafka'), [name], { ifExists: true });
        });
        await createTopic(endpoint('kafka'), { name, partitions: 1 });
      }
      return names;
    },
    submit: {
      name: 'submit the topology',
      limitSeconds: 120,
      async run() {
        await submitNamed(topology, words);
        return topology;
      },
    },
    send,
    crash: ({ lines, limitSeconds, count }) => ({
      name: `none of ${lines.length} is lost when the worker is killed`,
      limitSeconds,
      async run(signal) {
        const stored = async (wanted: number) =>
          eventually(
            async () => {
              const found = await count('distinct', signal);
              expect(found >= wanted, `${found} of ${wanted} are stored`);
              return found;
            },
            (limitSeconds - 10) * 1000,
            signal,
          );
        await send(lines.slice(0, lines.length / 2), signal);
        const before = await stored(1);
        const sending = send(lines.slice(lines.length / 2), signal);
        await crashWorkers();
        await sending;
        await stored(lines.length);
        const twice = (await count('all', signal)) - lines.length;
        return `killed after ${before}; ${lines.length} stored, ${twice} of them twice`;
      },
    }),
    async deadLetters(lines, signal) {
      const letters = new Set<string>();
      const range = offsetRange('start', Date.now());
      const reading = { topics: [deadLetterTopic], range, exit: false, readCommitted: false, signal };
      for await (const records of consume(endpoint('kafka'), reading)) {
        for (const { value } of records) letters.add(value?.toString('utf8') ?? '');
        if (lines.every((line) => letters.has(line))) break;
      }
      return letters.size;
    },
    kill: {
      name: 'kill the topology',
      async run() {
        await killTopology(session, topology, 0);
        return 'gone';
      },
    },
  };
}
