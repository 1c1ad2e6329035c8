import type * as z from 'zod/mini';
import { didYouMean } from '../shared/closest.js';

export interface Problem {
  /** What is wrong, without file and line. */
  text: string;
  /** Where in the document; the last key may be one that must not be there. */
  path: PropertyKey[];
  suggestions: string[];
}

/** The first problem of a value, in words. Pure. @param value what was checked */
export function problemOf(schema: z.ZodMiniType, issues: z.core.$ZodIssue[], value: unknown): Problem {
  const issue = precise(issues[0], value);
  const place = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys;
    const path = [...place, unknown];
    const known = keysAt(schema, place);
    const label = place.length === 0 ? 'Settings' : `Keys of ${place.map(String).join('.')}`;
    return {
      text: `unknown setting "${path.map(String).join('.')}"`,
      path,
      suggestions: didYouMean(unknown, known, label),
    };
  }
  const key = place.map(String).join('.');
  return {
    text: `${key === '' ? 'the file' : key} ${issue?.message ?? 'is not valid'}`,
    path: place,
    suggestions: ['Fix this line and run the command again.'],
  };
}

/** Of a union, the problem of the alternative that the value comes closest to: an object that is nearly right. */
function precise(issue: z.core.$ZodIssue | undefined, value: unknown): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union') return issue;
  const here = at(value, issue.path);
  const nested = issue.errors.map(([first]) => first).filter((one) => one !== undefined);
  const near = nested.find((one) => one.path.length > 0 || one.code !== 'invalid_type');
  if (typeof here !== 'object' || here === null || !near) return issue;
  return precise({ ...near, path: [...issue.path, ...near.path] }, value);
}

function at(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
}

interface Definition {
  type: string;
  innerType?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  options?: z.core.$ZodType[];
  shape?: Record<string, z.core.$ZodType>;
}

/** The keys that an object of the schema may have. */
function keysAt(schema: z.core.$ZodType, path: PropertyKey[]): string[] {
  const { innerType, valueType, element, options, shape } = schema._zod.def as unknown as Definition;
  if (innerType) return keysAt(innerType, path);
  if (options) return options.map((option) => keysAt(option, path)).find((keys) => keys.length > 0) ?? [];
  if (path.length === 0) return Object.keys(shape ?? {});
  const next = shape?.[String(path[0])] ?? valueType ?? element;
  return next ? keysAt(next, path.slice(1)) : [];
}
