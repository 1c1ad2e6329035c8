import { glob } from '../records/glob.js';
import { withAdmin } from '../wire/admin.js';
import { untilGone } from './await-topics.js';
import { isInternalTopic, refuseInternal } from './topic-name.js';
import { unknownTopic } from './unknown-topic.js';
import { onTopics } from '../wire/permissions.js';

/** What a name in a command is: topic names cannot contain these characters. */
export function isPattern(name: string): boolean {
  return /[*?]/.test(name);
}

/**
 * The names of topics that names and patterns stand for, each once. Patterns do not match internal topics. Pure.
 * @param existing all topics of the cluster
 */
export function matchingTopics(names: string[], existing: string[]): string[] {
  const found = names.flatMap((name) => {
    if (!isPattern(name)) return [name];
    const fits = glob(name);
    return existing.filter((topic) => !isInternalTopic(topic) && fits(topic)).sort();
  });
  return [...new Set(found)];
}

export interface DeleteOptions {
  /** Skip names that do not exist. */
  ifExists: boolean;
  /** Delete internal topics as well, when they are named. */
  force: boolean;
  /** Called with the topics before they are deleted; to throw stops it. */
  confirm: (topics: string[]) => Promise<void>;
}

/**
 * Deletes topics by name or pattern: all, or none when one of the names does not exist.
 * @returns the deleted topics
 * @throws StreamkitError NOT_FOUND, USAGE for internal topics
 */
export async function deleteTopics(
  broker: string,
  names: string[],
  { ifExists = false, force = false, confirm }: Partial<DeleteOptions> = {},
): Promise<string[]> {
  return withAdmin(broker, onTopics(`to delete ${names.join(', ')}`, names, 'DELETE'), async (admin) => {
    const existing = await admin.listTopics();
    const known = new Set(existing);
    const wanted = matchingTopics(names, existing);
    if (!force) refuseInternal(wanted, 'delete');
    const missing = wanted.find((name) => !known.has(name));
    if (missing !== undefined && !ifExists) throw unknownTopic(missing, existing);
    const topics = wanted.filter((name) => known.has(name));
    if (topics.length === 0) return [];
    await confirm?.(topics);
    await admin.deleteTopics({ topics });
    await untilGone(admin, topics);
    return topics;
  });
}
