import { join } from 'node:path';
import { consume } from '../kafka/consume.js';
import { offsetRange } from '../kafka/offset-range.js';
import { produce } from '../kafka/produce.js';
import { createTopic, deleteTopics } from '../kafka/topics.js';
import { scaffold } from '../scaffold/scaffold.js';
import { killTopology } from '../storm/kill-topology.js';
import { findTopology, nimbusOf } from '../storm/nimbus.js';
import { submitTopology } from '../storm/submit-topology.js';
import { workersOf } from '../storm/workers.js';
import { mavenPackage } from './maven-package.js';
import type { PipelineContext, PipelineStep } from './pipeline.js';
import { workFolder } from './work-folder.js';

export interface StormProjectOptions {
  template: string;
  /** Of the template; the artifact keeps its default name, the template's. */
  options: Record<string, string> & { topology: string; topic: string };
}

/** A topology project made from a template, and what every pipeline of such a project does with it. */
export interface StormProject {
  scaffold: PipelineStep;
  build: PipelineStep;
  submit: PipelineStep;
  kill: PipelineStep;
  /** A file of the project. */
  path: (...parts: string[]) => string;
  /** Makes the topic that the topology reads, and the one for its dead letters. @returns their names */
  createTopics: () => Promise<string[]>;
  send: (lines: string[], signal: AbortSignal) => Promise<void>;
  /** Ends the topology's workers as a crash would. @throws when there are none */
  crashWorkers: () => Promise<void>;
  /** Reads the dead-letter topic until each of the lines was seen there. @returns how many different letters there are */
  deadLetters: (lines: string[], signal: AbortSignal) => Promise<number>;
}

export function stormProject(
  context: PipelineContext,
  { template, options }: StormProjectOptions,
): StormProject {
  const { session, endpoint, cleanUp } = context;
  const { topology, topic } = options;
  const deadLetterTopic = `${topic}-dead-letter`;
  let dir = '';
  const path = (...parts: string[]) => join(dir, ...parts);

  return {
    path,
    scaffold: {
      name: 'scaffold the project',
      async run() {
        dir = join(await workFolder(context), template);
        const { files } = await scaffold({ template, dir, options });
        return `${files.length} files`;
      },
    },
    build: {
      name: 'mvn package, its tests included',
      limitSeconds: 900,
      run: async (signal) => mavenPackage(dir, session.report, signal),
    },
    async createTopics() {
      const names = [topic, deadLetterTopic];
      for (const name of names) {
        cleanUp(name, async () => {
          await deleteTopics(endpoint('kafka'), [name], { ifExists: true });
        });
        await createTopic(endpoint('kafka'), { name, partitions: 1, replicationFactor: 1 });
      }
      return names;
    },
    submit: {
      name: 'submit the topology',
      limitSeconds: 120,
      async run() {
        cleanUp(topology, async () => {
          const { topologies } = await nimbusOf(session).cluster();
          if (topologies.some(({ name }) => name === topology)) await killTopology(session, topology, 0);
        });
        const jar = path('target', `${template}-1.0.0.jar`);
        await submitTopology(session, { jar, words: [], environment: {}, onLine: () => undefined });
        return topology;
      },
    },
    async send(lines, signal) {
      const records = lines.map((line) => ({ key: null, value: Buffer.from(line) }));
      await produce(endpoint('kafka'), { topic, records: [records], signal });
    },
    async crashWorkers() {
      const { id } = await findTopology(nimbusOf(session), topology);
      if ((await workersOf(session, id).kill()) === 0) throw new Error('no worker was found');
    },
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
