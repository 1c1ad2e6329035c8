import { consume } from '../consume/consume.js';
import { offsetRange } from '../consume/offset-range.js';
import { StreamkitError } from '../../shared/errors.js';
import { suggest } from '../../shared/suggestion.js';
import type { SchemaCodec } from '../registry/schema-codec.js';
import { converted } from './annotated-value.js';
import type { Shape } from './shape.js';

/** So many keys are as good as all of a large topic. */
const mostKeys = 10_000;

/**
 * The distinct keys of a topic up to its current end, sorted; the first 10,000 of a large one.
 * @param codec of the registry, if the stack has one
 * @throws StreamkitError NOT_FOUND where no record has a key
 */
export async function keysOfTopic(
  broker: string,
  topic: string,
  codec: SchemaCodec | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  const keys = new Set<string>();
  const range = offsetRange('start', Date.now());
  for await (const records of consume(broker, {
    topics: [topic],
    range,
    exit: true,
    readCommitted: false,
    signal,
  })) {
    await codec?.prepare(records.map(({ key }) => key));
    for (const { key } of records) if (key) keys.add(codec?.decode(key)?.plain() ?? key.toString());
    if (keys.size >= mostKeys) break;
  }
  // Partitions are read in any order, and the same seed is to give the same records.
  if (keys.size > 0) return [...keys].sort();
  throw new StreamkitError('NOT_FOUND', `No record of the topic ${topic} has a key.`, {
    suggestions: [suggest('Generate some', 'generate', topic, '--key', 'FIELD')],
  });
}

/**
 * The shape with a field whose values are some of these. Pure.
 * @param path of the field: `customer.id`
 * @throws StreamkitError USAGE for a field that does not exist, or cannot have these values
 */
export function withReference(shape: Shape, path: string, values: string[]): Shape {
  return replaced(shape, path.split('.'), path, values);
}

function replaced(shape: Shape, [name, ...rest]: string[], path: string, values: string[]): Shape {
  if (name === undefined) return oneOf(shape, path, values);
  switch (shape.kind) {
    case 'named':
      return replaced(shape.to(), [name, ...rest], path, values);
    case 'choice': {
      // A record that may be null is never null here: the field in it is wanted.
      const branches = shape.branches.filter((branch) => holdsFields(branch.shape));
      const inner = branches.map((branch) => ({
        ...branch,
        shape: replaced(branch.shape, [name, ...rest], path, values),
      }));
      if (inner.length > 0) return { ...shape, branches: inner };
      break;
    }
    case 'record': {
      const found = shape.fields.find((field) => field.name === name);
      if (!found) break;
      const field = { ...found, optional: false, shape: replaced(found.shape, rest, path, values) };
      return { ...shape, fields: shape.fields.map((one) => (one === found ? field : one)) };
    }
  }
  throw new StreamkitError('USAGE', `--reference ${path}: the records have no such field.`);
}

function holdsFields(shape: Shape): boolean {
  return ['record', 'named', 'choice'].includes(shape.kind);
}

function oneOf(shape: Shape, path: string, values: string[]): Shape {
  if (shape.kind === 'choice') {
    const branch = shape.branches.find((one) => converted(one.shape, values[0]) !== undefined);
    if (branch)
      return { kind: 'choice', branches: [{ ...branch, shape: oneOf(branch.shape, path, values) }] };
  }
  return {
    kind: 'enum',
    values: values.map((value) => {
      const fits = converted(shape, value);
      if (fits !== undefined) return fits;
      throw new StreamkitError('USAGE', `--reference ${path}: the field cannot have the value "${value}".`);
    }),
  };
}
