import { connectorDetails } from '../connect/connector-details.js';
import { connectorStatuses } from '../connect/connector-status.js';
import { installedPlugins } from '../connect/plugins/remove.js';
import { withHdfs } from '../hdfs/endpoint.js';
import { fileStatusIfThere } from '../hdfs/file-status.js';
import { hasEnded, listJobs } from '../jobs/find-job.js';
import { checkSchema } from '../kafka/registry/check-schema.js';
import { compatibility } from '../kafka/registry/compatibility.js';
import { findRegistered } from '../kafka/registry/register-schema.js';
import { getSchema, listSubjects, type Schema } from '../kafka/registry/schemas.js';
import { describeTopics } from '../kafka/topics/describe-topics.js';
import { listTopics } from '../kafka/topics/topics.js';
import { StreamkitError } from '../shared/errors.js';
import { isThere } from '../shared/files.js';
import { endpointOf } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { ranScripts } from './scripts.js';
import type { Actual, ActualSchema, ActualTopic, Created, Desired, DesiredSchema } from './types.js';

/** What the stack has of what a project describes; only the services that it needs for that are asked. */
export async function observeProject(session: Session, desired: Desired, created: Created): Promise<Actual> {
  const { topics, schemas, plugins, connectors, scripts, commands, folders, files, data, jobs } = desired;
  const names = [
    ...topics.map(({ name }) => name),
    ...Object.keys(created.topics),
    ...data.map(({ topic }) => topic),
  ];
  const paths = [...folders, ...files.map(({ target }) => target), ...Object.keys(created.files)];
  const needsConnect = connectors.length + created.connectors.length > 0;
  const needsJobs = jobs.length + Object.keys(created.jobs).length > 0;
  return {
    topics: names.length === 0 ? [] : await observedTopics(endpointOf(session, 'kafka'), new Set(names)),
    schemas:
      schemas.length + created.subjects.length === 0
        ? []
        : await observedSchemas(endpointOf(session, 'schema-registry'), schemas, created.subjects),
    connectors: needsConnect ? await observedConnectors(endpointOf(session, 'connect')) : [],
    plugins: plugins.length === 0 ? [] : await installedPlugins(session),
    scripts: await ranScripts(session, scripts),
    commands: await madeTheirs(commands),
    paths: paths.length === 0 ? [] : await observedPaths(session, paths),
    jobs: needsJobs
      ? (await listJobs(session, undefined).catch(withoutProcessor)).filter((job) => !hasEnded(job))
      : [],
  };
}

async function observedTopics(broker: string, wanted: Set<string>): Promise<ActualTopic[]> {
  const there = (await listTopics(broker)).filter(({ name }) => wanted.has(name));
  const described =
    there.length === 0
      ? []
      : await describeTopics(
          broker,
          there.map(({ name }) => name),
        );
  return described.map(({ name, partitions, replicationFactor, configs }) => ({
    name,
    partitions,
    replication: replicationFactor,
    configs,
  }));
}

async function observedSchemas(
  registry: string,
  desired: DesiredSchema[],
  created: string[],
): Promise<ActualSchema[]> {
  const subjects = await listSubjects(registry);
  const known = await Promise.all(
    desired
      .filter(({ subject }) => subjects.includes(subject))
      .map(async (one) => observedSchema(registry, one, subjects)),
  );
  const others = created.filter(
    (subject) => subjects.includes(subject) && !desired.some((one) => one.subject === subject),
  );
  return [
    ...known,
    ...others.map((subject): ActualSchema => ({
      subject,
      registered: true,
      compatibility: 'NONE',
      incompatible: [],
    })),
  ];
}

async function observedSchema(
  registry: string,
  desired: DesiredSchema,
  subjects: string[],
): Promise<ActualSchema> {
  const { subject } = desired;
  const level = await compatibility(registry, subject);
  const unresolved = desired.references.some((one) => !subjects.includes(one.subject));
  // With a reference that is registered first, it is a new version that only the registry can check.
  if (unresolved) return { subject, registered: false, compatibility: level, incompatible: [] };
  const schema = await withReferences(registry, desired);
  const registered = (await findRegistered(registry, subject, schema)) !== undefined;
  const check = registered ? undefined : await checkSchema(registry, subject, schema);
  const incompatible =
    check && !check.compatible ? [check.reasons.join('; ') || 'the registry refuses it'] : [];
  return { subject, registered, compatibility: level, incompatible };
}

/** The schema with the versions that its references have now. */
export async function withReferences(
  registry: string,
  { text, type, references }: DesiredSchema,
): Promise<Schema> {
  const resolved = await Promise.all(
    references.map(async ({ name, subject, version }) => ({
      name,
      subject,
      version: version ?? (await getSchema(registry, subject, 'latest')).version,
    })),
  );
  return { schema: text, type, references: resolved };
}

async function observedConnectors(url: string) {
  const names = (await connectorStatuses(url)).map(({ name }) => name);
  const details = await connectorDetails(url, names);
  return [...details].map(([name, { config }]) => ({ name, config }));
}

/** The names of commands whose files exist. */
async function madeTheirs(commands: Desired['commands']): Promise<string[]> {
  const made = await Promise.all(
    commands.map(async ({ creates }) => creates !== undefined && (await isThere(creates))),
  );
  return commands.filter((_, index) => made[index]).map(({ name }) => name);
}

async function observedPaths(session: Session, paths: string[]): Promise<Actual['paths']> {
  return withHdfs(session, async (url, signal) => {
    const found = await Promise.all(
      [...new Set(paths)].map(async (path) => fileStatusIfThere(url, path, signal)),
    );
    return found
      .filter((entry) => entry !== undefined)
      .map(({ path, type, bytes }) => ({ path, type, bytes }));
  });
}

function withoutProcessor(error: unknown): [] {
  if (error instanceof StreamkitError && error.message.endsWith('has no processor.')) return [];
  throw error;
}
