import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseConfig } from '../config/parse-config.js';
import { StreamkitError, systemCode } from '../shared/errors.js';
import { writeWhole } from '../shared/files.js';
import { editorLine, editorSchema, readEditorSchema } from '../shared/editor-schema.js';
import type { KafkaMode } from '../services/types.js';

/** What a project says of its stack in its streamkit.yml. */
export interface Project {
  /** The stack's name; the default one when absent. */
  stack?: string;
  services: string[];
  engine: 'auto' | 'docker' | 'local';
  kafkaMode: KafkaMode;
  ports: 'auto' | 'default';
}

/** A streamkit.yml with a comment on each setting. Pure; every value is one of ours, or a stack's name. */
export function projectText({ stack, services, engine, kafkaMode, ports }: Project): string {
  return [
    editorLine,
    '# What `streamkit up` starts and applies in this folder and below it. Flags override this file.',
    stack === undefined
      ? '# stack: NAME        # a stack of its own, beside others on this machine'
      : `stack: "${stack}"`,
    `services: [${services.join(', ')}]   # dependencies are included`,
    `engine: ${engine}        # auto, local or docker`,
    `kafkaMode: ${kafkaMode}  # zookeeper (Kafka 3.9) or kraft (Kafka 4)`,
    ports === 'auto'
      ? 'ports: auto         # free ports, kept until `down --data`; or { kafka: 19092 }'
      : "# ports: auto       # free ports instead of each service's default; or { kafka: 19092 }",
    '# timeout: 5m       # how long to wait for each service',
    '',
    '# The pipeline: `streamkit diff` shows what would change, `streamkit apply` changes it.',
    '# topics:',
    '#   orders: { partitions: 3, configs: { cleanup.policy: compact } }',
    '# schemas:',
    '#   orders-value: schemas/order.avsc',
    '',
  ].join('\n');
}

/**
 * Writes a project's streamkit.yml with the JSON Schema for editors, and reads it back as every command will.
 * @param path of the file
 * @throws StreamkitError ALREADY_EXISTS if the file exists and `force` is not given
 */
export async function writeProject(path: string, project: Project, force: boolean): Promise<void> {
  const text = projectText(project);
  parseConfig(path, text);
  try {
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    throw new StreamkitError('ALREADY_EXISTS', `${path} already exists.`, {
      suggestions: ['Add --force to overwrite it.'],
      cause: error,
    });
  }
  await writeEditorSchema(dirname(path));
}

/** Copies the JSON Schema beside a project's streamkit.yml, so that editors find it without a network. */
export async function writeEditorSchema(dir: string): Promise<void> {
  await writeWhole(join(dir, editorSchema), await readEditorSchema());
}
