import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { packageRoot } from '../shared/package-root.js';

const templateSchema = z.strictObject({
  name: z.string(),
  summary: z.string(),
  /** Folders of `templates/parts/` whose files are also part of the project: files that several templates share. */
  parts: z._default(z.array(z.string()), []),
  options: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['java-package', 'artifact', 'name', 'topic', 'sql-identifier', 'path', 'char', 'line']),
      default: z.string(),
      description: z.string(),
    }),
  ),
  /** Commands to type in the new project, in order. */
  next: z.array(z.string()),
});

/** A project that `scaffold` writes: `templates/NAME/template.json`, and `files/` as they will be written. */
export type Template = z.infer<typeof templateSchema>;
export type TemplateOption = Template['options'][number];

const root = join(packageRoot, 'templates');
const partsFolder = 'parts';

/** The folders whose files a project is made of. */
export function templateFolders({ name, parts }: Template): string[] {
  return [...parts.map((part) => join(root, partsFolder, part)), join(root, name, 'files')];
}

export async function listTemplates(): Promise<Template[]> {
  const names = (await readdir(root)).filter((name) => name !== partsFolder).sort();
  return Promise.all(
    names.map(async (name) =>
      templateSchema.parse(JSON.parse(await readFile(join(root, name, 'template.json'), 'utf8'))),
    ),
  );
}

/** @throws StreamkitError USAGE with a did-you-mean */
export async function findTemplate(name: string): Promise<Template> {
  const templates = await listTemplates();
  const found = templates.find((template) => template.name === name);
  if (found) return found;
  const names = templates.map((template) => template.name);
  throw new StreamkitError('USAGE', `There is no template named "${name}".`, {
    suggestions: didYouMean(name, names, 'Templates'),
  });
}
