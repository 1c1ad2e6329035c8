import { writeFile } from 'node:fs/promises';
import { configFileName } from '../config/config.js';
import { parseConfig } from '../config/parse-config.js';
import { StreamkitError, systemCode } from '../shared/errors.js';
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
    '# What `streamkit up` starts in this folder and below it; flags of a command win over it.',
    stack === undefined
      ? '# stack: NAME        a stack of its own, beside others on this machine'
      : `stack: "${stack}"`,
    `services: [${services.join(', ')}]   # and what they need`,
    `engine: ${engine}        # auto, local or docker`,
    `kafkaMode: ${kafkaMode}  # zookeeper (Kafka 3.9) or kraft (Kafka 4)`,
    ports === 'auto'
      ? 'ports: auto         # free ones, kept until `down --data`; or { kafka: 19092 }'
      : "# ports: auto       free ones instead of each service's usual one; or { kafka: 19092 }",
    '# timeout: 5m       how long each service may take to answer',
    '',
  ].join('\n');
}

/**
 * Writes a project's streamkit.yml, and reads it back as every command will.
 * @param path of the file
 * @throws StreamkitError ALREADY_EXISTS where there is one and `force` is not given
 */
export async function writeProject(path: string, project: Project, force: boolean): Promise<void> {
  const text = projectText(project);
  parseConfig(path, text);
  try {
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    throw new StreamkitError('ALREADY_EXISTS', `There is a ${configFileName} here already: ${path}`, {
      suggestions: ['Add --force to write over it.'],
      cause: error,
    });
  }
}
