import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { exportProject, type ExportedProject } from '../../project/export-project.js';

export default class ExportProject extends BaseCommand {
  static override summary = 'Write a streamkit.yml that describes what runs';
  static override description =
    'Writes services, settings, topics, schemas and connectors of the running stack, with one file per schema and connector. Addresses and the password of the stack become references; other secrets are masked.';
  static override examples = ['<%= config.bin %> export project exported'];
  static override args = { folder: Args.string({ description: 'folder to write to', default: '.' }) };
  static override flags = { force: Flags.boolean({ description: 'overwrite existing files' }) };

  async run(): Promise<ExportedProject> {
    const { args, flags } = await this.parse(ExportProject);
    const session = await this.open(flags);
    const exported = await exportProject(session, resolve(args.folder), flags.force);
    for (const file of exported.files) this.log(`Wrote ${file}`);
    return exported;
  }
}
