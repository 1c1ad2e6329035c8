import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { StreamkitError, systemCode } from '../shared/errors.js';
import { editorSchema, readEditorSchema } from '../shared/editor-schema.js';
import { diskError } from '../shared/system-error.js';
import { fill, fillPath } from './fill.js';
import { optionValues } from './option-values.js';
import { findTemplate, templateFolders } from './template.js';

export interface ScaffoldOptions {
  template: string;
  /** Where the project goes; made when it is not there. */
  dir: string;
  /** Values of the template's options by name; its defaults hold for the rest. */
  options?: Record<string, string>;
  /** Write into a folder that holds something already, over files of the same names. */
  force?: boolean;
}

/** The typed result of `scaffold --json`. */
export interface ScaffoldResult {
  template: string;
  /** Absolute. */
  dir: string;
  /** Paths below it, sorted. */
  files: string[];
  /** Commands to type there, in order. */
  next: string[];
}

/**
 * Writes a project, whole or not at all.
 * @throws StreamkitError USAGE for an unknown template or a wrong value, ALREADY_EXISTS for a folder that is not empty
 */
export async function scaffold({
  template: name,
  dir,
  options = {},
  force = false,
}: ScaffoldOptions): Promise<ScaffoldResult> {
  const template = await findTemplate(name);
  const values = optionValues(template, options);
  const target = resolve(dir);
  const inUse = await isInUse(target);
  if (inUse && !force) {
    throw new StreamkitError('ALREADY_EXISTS', `The folder ${target} is not empty.`, {
      suggestions: ['Name another folder, or add --force to write over files of the same names.'],
    });
  }
  const files = new Map(
    (await Promise.all(templateFolders(template).map(async (folder) => filledFiles(folder, values)))).flat(),
  );
  if (files.has('streamkit.yml')) files.set(editorSchema, await readEditorSchema());
  try {
    await mkdir(dirname(target), { recursive: true });
    const draft = join(dirname(target), `.${basename(target)}-${randomUUID()}`);
    try {
      await mkdir(draft);
      await writeAll(draft, files);
      if (inUse) await cp(draft, target, { recursive: true });
      else await rename(draft, target);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  } catch (error) {
    throw inWords(diskError(error, target), target);
  }
  const next = template.next.map((command) => fill(command, values));
  return { template: name, dir: target, files: [...files.keys()].sort(), next };
}

/** The files of a template's folder with its tokens replaced: path below it, and text. */
async function filledFiles(root: string, values: Record<string, string>): Promise<[string, string][]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path): Promise<[string, string]> => [
      fillPath(relative(root, path), values),
      fill(await readFile(path, 'utf8'), values),
    ]),
  );
}

async function writeAll(dir: string, files: Map<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

async function isInUse(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length > 0;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw inWords(error, dir);
  }
}

function inWords(error: unknown, dir: string): unknown {
  const reasons: Record<string, string> = {
    ENOTDIR: 'a file is in the way',
    EACCES: 'no permission',
    EROFS: 'read-only',
  };
  const reason = reasons[systemCode(error) ?? ''];
  return reason === undefined
    ? error
    : new StreamkitError('USAGE', `${dir} cannot be written: ${reason}.`, { cause: error });
}
