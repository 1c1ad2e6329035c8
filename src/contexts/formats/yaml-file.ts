import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { parse } from 'yaml';
import { speakPlainly } from '../../shared/schema-words.js';
import { messageOf } from '../../shared/errors.js';
import type { ClusterTls, Pem } from '../types.js';
import { sourceProblem } from './problem.js';

speakPlainly();

/** The content of a YAML file in its expected shape. @throws StreamkitError CONFIG_INVALID */
export function yamlAs<Shape>(file: string, text: string, shape: z.ZodMiniType<Shape>): Shape {
  let found: unknown;
  try {
    found = parse(text, { maxAliasCount: 100 }) as unknown;
  } catch (error) {
    throw sourceProblem(file, `it is not valid YAML (${messageOf(error).split('\n')[0] ?? ''})`);
  }
  const checked = shape.safeParse(found ?? {});
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw sourceProblem(file, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`);
}

export const optionalText = z.nullish(z.string());

/** PEM files by the names of a format; relative paths start at the file. */
export function tlsFiles(
  file: string,
  {
    ca,
    cert,
    key,
    passphrase,
    insecure,
  }: Record<'ca' | 'cert' | 'key' | 'passphrase', string | null | undefined> & {
    insecure: boolean | null | undefined;
  },
): ClusterTls {
  const pem = (path: string | null | undefined): Pem | undefined =>
    path === undefined || path === null || path === '' ? undefined : { file: resolve(dirname(file), path) };
  const [authority, certificate, privateKey] = [pem(ca), pem(cert), pem(key)];
  return {
    ...(authority && { ca: authority }),
    ...(certificate && { cert: certificate }),
    ...(privateKey && { key: privateKey }),
    ...(typeof passphrase === 'string' && passphrase !== '' && { passphrase }),
    ...(insecure === true && { verify: false as const }),
  };
}

/** A field that an absent value and an empty text leave out. */
export function given(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value;
}
