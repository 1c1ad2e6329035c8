import { connectPart } from './connect.js';
import type { ExportedStack } from './exported-stack.js';
import { flinkPart } from './flink.js';
import { kafkaPart, topicObjects, usersPart } from './kafka.js';
import { leftOutServices } from './left-out.js';
import { part, yamlOf, type Part } from './object.js';
import { readme } from './readme.js';
import { registryPart } from './registry.js';
import { sparkPart } from './spark.js';
import { stormPart } from './storm.js';

/** All objects of a stack, by file, in the order in which they are applied. Pure. */
export function manifests(stack: ExportedStack): Part[] {
  const all = [
    kafkaPart(stack),
    usersPart(stack),
    part('topics.yaml', stack.kafka ? topicObjects(stack.cluster, stack.topics) : []),
    registryPart(stack),
    connectPart(stack),
    flinkPart(stack),
    sparkPart(stack),
    stormPart(stack),
    part('', [], { leftOut: leftOutServices(stack) }),
  ];
  return all.filter(({ objects, leftOut }) => objects.length + leftOut.length > 0);
}

/** The text of each file, by its name. */
export async function manifestFiles(stack: ExportedStack, parts: Part[]): Promise<Record<string, string>> {
  const texts = await Promise.all(
    parts
      .filter(({ objects }) => objects.length > 0)
      .map(async ({ file, objects }): Promise<[string, string]> => [file, await yamlOf(objects)]),
  );
  return { ...Object.fromEntries(texts), 'README.md': readme(stack, parts) };
}
