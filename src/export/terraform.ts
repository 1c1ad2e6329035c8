import type { ExportedTopic } from './exported-stack.js';
import { terraformName } from './names.js';

/** Topics for the provider Mongey/kafka of Terraform and OpenTofu. Pure. */
export function terraformTopics(topics: ExportedTopic[]): string {
  const head = [
    'terraform {',
    '  required_providers {',
    '    kafka = {',
    '      source = "Mongey/kafka"',
    '    }',
    '  }',
    '}',
  ].join('\n');
  return `${[head, ...topics.map(resource)].join('\n\n')}\n`;
}

function resource({ name, partitions, replication, configs }: ExportedTopic): string {
  const entries = Object.entries(configs);
  const keys = entries.map(([key]) => text(key));
  const width = Math.max(0, ...keys.map((key) => key.length));
  const config = entries.map(
    ([, value], index) => `    ${(keys[index] ?? '').padEnd(width)} = ${text(value)}`,
  );
  return [
    `resource "kafka_topic" "${terraformName(name)}" {`,
    `  name               = ${text(name)}`,
    `  partitions         = ${partitions}`,
    `  replication_factor = ${replication}`,
    ...(entries.length === 0 ? [] : ['', '  config = {', ...config, '  }']),
    '}',
  ].join('\n');
}

/** A string literal of HCL, in which `${` and `%{` start a template. */
function text(value: string): string {
  return JSON.stringify(value).replaceAll('${', '$$${').replaceAll('%{', '%%{');
}
