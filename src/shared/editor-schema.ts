import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';

/** Beside streamkit.yml: the JSON Schema that editors check it against, found without a network. */
export const editorSchema = '.streamkit/streamkit.schema.json';

/** Names the JSON Schema for editors that use yaml-language-server. */
export const editorLine = `# yaml-language-server: $schema=${editorSchema}`;

export async function readEditorSchema(): Promise<string> {
  return readFile(join(packageRoot, 'schemas/streamkit.schema.json'), 'utf8');
}
