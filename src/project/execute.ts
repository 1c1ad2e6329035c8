import { createReadStream } from 'node:fs';
import { createConnectors } from '../connect/create-connectors.js';
import { deleteConnector } from '../connect/lifecycle.js';
import { installPlugins } from '../connect/plugins/install.js';
import { deletePath } from '../hdfs/delete-path.js';
import { withHdfs } from '../hdfs/endpoint.js';
import { makeDirectory } from '../hdfs/make-directory.js';
import { nameOf } from '../hdfs/path.js';
import { put } from '../hdfs/put.js';
import { setCompatibility } from '../kafka/registry/compatibility.js';
import { registerSchema } from '../kafka/registry/register-schema.js';
import { deleteSchema } from '../kafka/registry/schemas.js';
import { alterTopic } from '../kafka/topics/alter-topic.js';
import { createTopic } from '../kafka/topics/create-topic.js';
import { deleteTopics } from '../kafka/topics/delete-topics.js';
import { reassignTopic } from '../kafka/topics/reassign-topic.js';
import { StreamkitError } from '../shared/errors.js';
import { isThere } from '../shared/files.js';
import { clientSettings } from '../stack/client-settings.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { runBuild, toEnd } from './build.js';
import { builtFile } from './builds.js';
import { applyJob, endJob } from './execute-job.js';
import { writeData } from './execute-data.js';
import { withReferences } from './observe.js';
import { dataKey } from './plan-files.js';
import { configsToReset } from './plan-topics.js';
import { applyScript } from './scripts.js';
import type { Actual, Created, Desired, Kind, ProjectStep } from './types.js';

interface Work {
  session: Session;
  desired: Desired;
  actual: Actual;
  /** Updated by each step. */
  created: Created;
  /** What was built already: several jobs may be in one jar. */
  built: Set<string>;
}

/** Does one step of a plan, and notes what it created. */
export async function execute(step: ProjectStep, work: Work): Promise<void> {
  await performers[step.kind](step, work);
}

const performers: Record<Kind, (step: ProjectStep, work: Work) => Promise<void>> = {
  async topic({ name, action }, { session, desired, actual, created }) {
    const broker = endpointOf(session, 'kafka');
    if (action === 'delete') {
      await deleteTopics(broker, [name], { ifExists: true });
      created.topics = without(created.topics, name);
      created.data = without(
        created.data,
        ...Object.keys(created.data).filter((key) => key.startsWith(`${name} `)),
      );
      return;
    }
    const topic = named(desired.topics, name);
    const { partitions, replication, configs } = topic;
    const there = actual.topics.find((one) => one.name === name);
    if (!there) {
      await createTopic(broker, {
        name,
        partitions,
        replicationFactor: replication,
        configs,
      });
      created.topics[name] = Object.keys(configs);
      return;
    }
    const deleteConfigs = configsToReset(topic, there, created.topics[name] ?? []);
    await alterTopic(broker, name, { partitions, configs, deleteConfigs });
    if (replication !== undefined && replication !== there.replication) {
      const { signal } = session;
      await reassignTopic(broker, name, {
        replicationFactor: replication,
        force: false,
        dryRun: false,
        signal,
      });
    }
    if (created.topics[name]) created.topics[name] = Object.keys(configs);
  },
  async schema({ name, action }, { session, desired, actual, created }) {
    const registry = endpointOf(session, 'schema-registry');
    if (action === 'delete') {
      await deleteSchema(registry, name, { permanent: false });
      created.subjects = created.subjects.filter((subject) => subject !== name);
      return;
    }
    const schema = desired.schemas.find(({ subject }) => subject === name);
    if (!schema) throw notInPlan(name);
    const { compatibility: level } = schema;
    const there = actual.schemas.some(({ subject }) => subject === name);
    if (there && level !== undefined) await setCompatibility(registry, name, level);
    await registerSchema(registry, name, await withReferences(registry, schema));
    if (!there && level !== undefined) await setCompatibility(registry, name, level);
    if (!there) created.subjects.push(name);
  },
  async plugin({ name }, { session, desired, created, built }) {
    const plugin = desired.plugins.find(({ source }) => source === name);
    if (!plugin) throw notInPlan(name);
    await runBuild(session, name, plugin.build, built);
    const install = plugin.build ? await builtFile(name, plugin.install) : plugin.install;
    const [installed] = await installPlugins(session, [install], { offline: false });
    created.plugins[name] = { folder: installed?.name ?? '', checksum: plugin.checksum };
  },
  async connector({ name, action }, { session, desired, created }) {
    if (action === 'delete') {
      await deleteConnector(endpointOf(session, 'connect'), name);
      created.connectors = created.connectors.filter((one) => one !== name);
      return;
    }
    const { file } = named(desired.connectors, name);
    await createConnectors(session, [file], {
      cwd: session.config.dir ?? session.cwd,
      update: action === 'change',
    });
    if (action === 'create') created.connectors.push(name);
  },
  async script({ name }, { session, desired }) {
    const script = desired.scripts.find((one) => name === `${one.product}/${one.database} ${one.name}`);
    if (!script) throw notInPlan(name);
    await applyScript(session, script);
  },
  async command({ name }, { session, desired, created }) {
    const { run, creates } = named(desired.commands, name);
    const { variables } = clientSettings(session, { secrets: true });
    await toEnd(run, {
      what: `Command ${name}`,
      code: 'COMMAND_FAILED',
      cwd: session.config.dir ?? session.cwd,
      signal: session.signal,
      environment: variables,
    });
    if (creates !== undefined && !(await isThere(creates)))
      throw new StreamkitError('COMMAND_FAILED', `Command ${name} did not create ${creates}.`);
    if (!created.commands.includes(name)) created.commands.push(name);
  },
  async folder({ name }, { session, created }) {
    await withHdfs(session, async (url, signal) => makeDirectory(url, name, { ifNotExists: true, signal }));
    created.folders.push(name);
  },
  async file({ name, action }, { session, desired, created }) {
    await withHdfs(session, async (url, signal) => {
      if (action === 'delete') {
        await deletePath(url, name, { recursive: false, signal });
        created.files = without(created.files, name);
        return;
      }
      const file = desired.files.find(({ target }) => target === name);
      if (!file) throw notInPlan(name);
      const parts = createReadStream(file.path, { highWaterMark: 1024 * 1024 });
      const request = { parts, name: nameOf(name), target: name, overwrite: action === 'change', signal };
      await put(url, request).finally(() => parts.destroy());
      created.files[name] = file.checksum;
    });
  },
  async data({ name }, { session, desired, created }) {
    const data = desired.data.find((one) => dataKey(one.topic, one.name) === name);
    if (!data) throw notInPlan(name);
    await writeData(session, data);
    created.data[name] = data.checksum;
  },
  async job({ name, action }, { session, desired, created, built }) {
    if (action === 'delete') await endJob(session, name, created);
    else await applyJob(session, named(desired.jobs, name), created, built);
  },
};

function without<Value>(record: Record<string, Value>, ...names: string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

function named<Item extends { name: string }>(items: Item[], name: string): Item {
  const found = items.find((item) => item.name === name);
  if (found) return found;
  throw notInPlan(name);
}

function notInPlan(name: string): StreamkitError {
  return new StreamkitError('INTERNAL', `${name} is not part of the project.`);
}
