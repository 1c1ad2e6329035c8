import { join } from 'node:path';
import { configFileName } from '../config/config.js';
import { parseConfig } from '../config/parse-config.js';
import { connectorDetails, maskedConfig } from '../connect/connector-details.js';
import { connectorStatuses } from '../connect/connector-status.js';
import { withStackReferences } from '../connect/stack-references.js';
import { getSchema, listSubjects, type SchemaType } from '../kafka/registry/schemas.js';
import { describeTopics } from '../kafka/topics/describe-topics.js';
import { listTopics } from '../kafka/topics/topics.js';
import { instanceOf } from '../services/instances.js';
import { writeNewFiles } from '../shared/files.js';
import { endpointOf, requireStack } from '../stack/endpoint.js';
import { editorLine } from '../shared/editor-schema.js';
import { writeEditorSchema } from '../stack/project-file.js';
import { servicesOf, type Session } from '../stack/session.js';

/** The typed result of `export project --json`. */
export interface ExportedProject {
  /** Absolute paths. */
  files: string[];
}

type Files = Record<string, string>;

/**
 * Writes a streamkit.yml that describes what runs: services, settings, topics, schemas and connectors, with their files.
 * @throws StreamkitError ALREADY_EXISTS for a file that exists, without `force`; then nothing is written
 */
export async function exportProject(session: Session, dir: string, force: boolean): Promise<ExportedProject> {
  const record = requireStack(session);
  const has = (name: string) => record.ports[name] !== undefined;
  const services = servicesOf(session).filter((one) => has(one.name) && instanceOf(one).number === 1);
  const schemas = has('schema-registry')
    ? await exportedSchemas(endpointOf(session, 'schema-registry'))
    : noParts;
  const connectors = has('connect') ? await exportedConnectors(session) : noParts;
  const scale = Object.entries(record.instances ?? {}).map(([name, { count }]) => [name, count]);
  const isDefault = services.every(({ name, ports }) =>
    ports.every((port) => record.ports[name]?.[port.name] === port.default),
  );
  const topics = has('kafka') ? await exportedTopics(endpointOf(session, 'kafka')) : {};
  const project = {
    stack: session.name,
    engine: record.engine,
    kafkaMode: record.kafkaMode,
    services: services.map(({ name }) => name),
    ...(isDefault ? {} : { ports: 'auto' }),
    ...(scale.length === 0 ? {} : { scale: Object.fromEntries(scale) as object }),
    ...(record.settings && { settings: record.settings }),
    ...(Object.keys(topics).length === 0 ? {} : { topics }),
    ...schemas.entry,
    ...connectors.entry,
  };
  const { stringify } = await import('yaml');
  const text = `${editorLine}\n${stringify(project)}`;
  parseConfig(configFileName, text);
  const files = { [configFileName]: text, ...schemas.files, ...connectors.files };
  const paths = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [join(dir, name), content]),
  );
  await writeNewFiles(paths, force);
  await writeEditorSchema(dir);
  return { files: Object.keys(paths) };
}

const noParts = { entry: {}, files: {} as Files };

async function exportedTopics(broker: string): Promise<object> {
  const names = (await listTopics(broker)).filter(({ internal }) => !internal).map(({ name }) => name);
  const topics = names.length === 0 ? [] : await describeTopics(broker, names);
  return Object.fromEntries(
    topics.map(({ name, partitions, replicationFactor, configs }) => [
      name,
      {
        partitions,
        ...(replicationFactor === 1 ? {} : { replication: replicationFactor }),
        ...(Object.keys(configs).length === 0 ? {} : { configs }),
      },
    ]),
  );
}

const endings: Record<SchemaType, string> = { avro: 'avsc', json: 'json', protobuf: 'proto' };

async function exportedSchemas(registry: string) {
  const files: Files = {};
  const schemas: Record<string, unknown> = {};
  for (const subject of await listSubjects(registry)) {
    const { type, schema, references = [] } = await getSchema(registry, subject, 'latest');
    const file = `schemas/${fileName(subject)}.${endings[type]}`;
    files[file] = type === 'protobuf' ? schema : `${JSON.stringify(JSON.parse(schema), undefined, 2)}\n`;
    const named = references.map((one) => [one.name, `${one.subject}:${one.version}`]);
    schemas[subject] =
      named.length === 0 ? file : { file, references: Object.fromEntries(named) as Record<string, string> };
  }
  return { entry: Object.keys(schemas).length === 0 ? {} : { schemas }, files };
}

/** Secrets are not written: their settings are masked, and named in a note. */
async function exportedConnectors(session: Session) {
  const url = endpointOf(session, 'connect');
  const names = (await connectorStatuses(url)).map(({ name }) => name);
  const files: Files = {};
  for (const [name, { config }] of await connectorDetails(url, names)) {
    const portable = Object.fromEntries(
      Object.entries(config).map(([key, value]) => [key, withStackReferences(session, value)]),
    );
    const masked = await maskedConfig(url, portable);
    const safe = Object.fromEntries(
      Object.entries(portable).map(([key, value]) => [
        key,
        value.includes('${') ? value : (masked[key] ?? ''),
      ]),
    );
    const hidden = Object.keys(safe).filter((key) => safe[key] !== portable[key]);
    if (hidden.length > 0) {
      const message = `${name}: ${hidden.join(', ')} is a secret and was masked in the file`;
      session.report({ type: 'note', service: 'connect', message });
    }
    files[`connectors/${fileName(name)}.json`] = `${JSON.stringify({ name, config: safe }, undefined, 2)}\n`;
  }
  const list = Object.keys(files);
  return { entry: list.length === 0 ? {} : { connectors: { files: list } }, files };
}

function fileName(name: string): string {
  return encodeURIComponent(name).replaceAll('*', '%2A');
}
