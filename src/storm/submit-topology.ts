import { resolve } from 'node:path';
import { StreamkitError } from '../shared/errors.js';
import { mainAndArguments, type JavaMain } from '../shared/java/main-class.js';
import { suggest } from '../shared/suggestion.js';
import { findService } from '../services/catalogue.js';
import type { Session } from '../stack/session.js';
import { insideEndpointOf, runningStack } from '../stack/endpoint.js';
import { clientSettings } from '../stack/client-settings.js';
import type { TopologySummary } from './cluster.js';
import { nimbusOf, whileStormResponds, type Nimbus } from './nimbus.js';
import { submitFailure, uncaught } from './submit-failure.js';

export interface Submission {
  jar: string;
  /** Main class and arguments, as the user typed them: without a class, the one of the jar's manifest. */
  words: string[];
  /** The user's own variables, which take precedence. */
  environment: NodeJS.ProcessEnv;
  /** Called with each line that the main class prints, except the trace of an exception that ends it. */
  onLine: (line: string) => void;
}

/**
 * Runs a topology's main class, which submits it to the stack's Storm.
 * @returns the topologies that are new on the cluster
 * @throws StreamkitError for a jar or class that does not exist, a name in use, no free slot, …
 */
export async function submitTopology(session: Session, submission: Submission): Promise<TopologySummary[]> {
  const jar = resolve(submission.jar);
  const main = await mainAndArguments(jar, submission.words, ['topology', 'submit']);
  return whileStormResponds(session, async (responsive) => submit(responsive, jar, main, submission));
}

async function submit(
  session: Session,
  jar: string,
  main: JavaMain,
  submission: Submission,
): Promise<TopologySummary[]> {
  const nimbus = nimbusOf(session);
  const before = await refuseWithoutSlots(nimbus);
  const lines: string[] = [];
  const { code } = await run(session, jar, main, submission, lines);
  const after = (await nimbus.cluster()).topologies;
  const added = after.filter(({ id }) => !before.includes(id));
  const { version } = findService(session.services, 'nimbus');
  if (code !== 0 || added.length === 0) throw submitFailure(main.mainClass, code, lines, version);
  return added;
}

async function run(session: Session, jar: string, main: JavaMain, submission: Submission, lines: string[]) {
  const service = findService(session.services, 'nimbus');
  const stack = runningStack(session, 'nimbus');
  const dir = `${stack.dir}/nimbus`;
  let ended = false;
  const set = Object.entries(
    clientSettings(session, { secrets: false, addressOf: insideEndpointOf }).variables,
  ).filter(([name]) => submission.environment[name] === undefined);
  return session.engine.runJava(stack, service, {
    ...main,
    jars: [jar],
    // What Storm's own `storm jar` sets.
    systemProperties: {
      'storm.home': dir,
      'storm.conf.file': `${dir}/conf/storm.yaml`,
      'storm.jar': jar,
      'log4j2.configurationFile': `${dir}/log4j2/client.xml`,
      'storm.options': '',
      'storm.dependency.jars': '',
      'storm.dependency.artifacts': '{}',
    },
    environment: Object.fromEntries(set),
    signal: session.signal,
    onLine(line) {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      ended ||= uncaught.test(line);
      if (!ended) submission.onLine(line);
    },
  });
}

const keptLines = 500;

/** @returns the ids of the topologies on the cluster @throws StreamkitError NO_FREE_SLOT that names the holders */
async function refuseWithoutSlots(nimbus: Nimbus): Promise<string[]> {
  const { supervisors, topologies } = await nimbus.cluster();
  const free = supervisors.reduce((sum, { slots, usedSlots }) => sum + slots - usedSlots, 0);
  if (free > 0) return topologies.map(({ id }) => id);
  if (supervisors.length === 0) {
    throw new StreamkitError(
      'SERVICE_UNREACHABLE',
      'No supervisor has joined the cluster, so no worker can run.',
      {
        service: 'supervisor',
        suggestions: [suggest('Start it', 'up', 'storm')],
      },
    );
  }
  const holders = topologies.filter(({ workers }) => workers > 0);
  throw new StreamkitError(
    'NO_FREE_SLOT',
    `No worker slot is free: ${holders.map(({ name, workers }) => `${name} holds ${workers}`).join(', ')}.`,
    {
      suggestions: holders.map(({ name }) => suggest('Free a slot', 'topology', 'kill', name, '--wait', '0')),
    },
  );
}
