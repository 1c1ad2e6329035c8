import { didYouMean } from '../../shared/closest.js';
import { messageOf, StreamkitError } from '../../shared/errors.js';
import type { Json } from '../records/json.js';
import type { Moment } from './moment.js';
import type { Annotation, Shape } from './shape.js';

/**
 * What a method of faker returns, as a value of the shape.
 * @throws StreamkitError USAGE for a method that does not exist, or returns something else
 */
export function annotatedValue(shape: Shape, annotation: Annotation, { faker }: Moment, path: string): Json {
  const { method, parameters } = annotation;
  const [module = '', name = '', ...more] = method.split('.');
  const modules = faker as unknown as Record<string, Record<string, unknown> | undefined>;
  const owner = Object.hasOwn(modules, module) ? modules[module] : undefined;
  const found = more.length === 0 && isPublic(name) ? owner?.[name] : undefined;
  if (typeof found !== 'function') throw unknownMethod(owner, module, method, path);
  let result: unknown;
  try {
    result = (found as (...given: unknown[]) => unknown).apply(owner, parameters);
  } catch (error) {
    throw new StreamkitError('USAGE', `${path}: faker ${method} failed: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const value = converted(shape, result);
  if (value !== undefined) return value;
  throw new StreamkitError('USAGE', `${path}: faker ${method} does not return a value of this type.`);
}

function isPublic(name: string): boolean {
  return /^[a-z][A-Za-z\d]*$/.test(name) && name !== 'constructor';
}

/** A value that faker or a key of a topic has, as one of the shape; undefined if it does not fit. Pure. */
export function converted(shape: Shape, result: unknown): Json | undefined {
  switch (shape.kind) {
    case 'choice':
      return shape.branches.map((branch) => converted(branch.shape, result)).find((one) => one !== undefined);
    case 'named':
      return converted(shape.to(), result);
    case 'text':
      if (result instanceof Date) return result.toISOString();
      if (typeof result === 'string') return result;
      return ['number', 'boolean'].includes(typeof result) ? JSON.stringify(result) : undefined;
    case 'boolean':
      return typeof result === 'boolean' ? result : undefined;
    case 'integer': {
      const number = Math.round(result instanceof Date ? result.getTime() : Number(result));
      return number >= shape.min && number <= shape.max ? number : undefined;
    }
    case 'number': {
      const number = Number(result);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'enum':
      return shape.values.find((value) => value === result);
    case 'time':
      if (!(result instanceof Date)) return undefined;
      return shape.of === 'date' ? result.toISOString().slice(0, 10) : timed(shape, result);
    default:
      return undefined;
  }
}

function timed({ of, digits }: Shape & { kind: 'time' }, date: Date): string {
  const [day = '', clock = ''] = date.toISOString().split('T');
  const exact = clock.slice(0, digits === 0 ? 8 : 12);
  if (of === 'time') return exact;
  return `${day}T${exact}${of === 'timestamp' ? 'Z' : ''}`;
}

function unknownMethod(
  owner: Record<string, unknown> | undefined,
  module: string,
  method: string,
  path: string,
): StreamkitError {
  const prototype: object = owner ? (Object.getPrototypeOf(owner) as object) : {};
  const methods = Object.getOwnPropertyNames(prototype)
    .filter(isPublic)
    .map((name) => `${module}.${name}`);
  return new StreamkitError('USAGE', `${path}: faker has no method ${method}.`, {
    suggestions:
      methods.length > 0
        ? didYouMean(method, methods, 'Methods')
        : [
            'Write it as module.method, for example internet.email. faker lists its methods at https://fakerjs.dev/api.',
          ],
  });
}
