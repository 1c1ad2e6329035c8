import { resolve } from 'node:path';
import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { exportKubernetes, type ExportedKubernetes } from '../../export/export-kubernetes.js';

export default class ExportKubernetes extends BaseCommand {
  static override summary = 'Write the stack as objects for Kubernetes operators';
  static override description =
    'Writes topics, users, connectors and jobs of the running stack and of streamkit.yml for Strimzi and for the Flink and Spark operators, the registry as a Deployment, and Storm as StatefulSets. A README.md lists what to install, which Secrets to create, and what was left out. No file contains a password.';
  static override examples = [
    '<%= config.bin %> export kubernetes',
    '<%= config.bin %> export kubernetes --output deploy --images ghcr.io/acme/shop --jars https://repo.acme.com/jars',
  ];
  static override flags = {
    output: Flags.string({
      char: 'o',
      description: 'folder to write to',
      default: 'kubernetes',
      helpValue: 'DIR',
    }),
    images: Flags.string({
      description:
        'prefix of the image that Strimzi builds for Kafka Connect (default: registry.example.com/STACK)',
      helpValue: 'PREFIX',
    }),
    jars: Flags.string({
      description:
        'URL of the folder that the jars of jobs are uploaded to (default: https://jars.example.com)',
      helpValue: 'URL',
    }),
    force: Flags.boolean({ description: 'overwrite existing files' }),
  };

  async run(): Promise<ExportedKubernetes> {
    const { flags } = await this.parse(ExportKubernetes);
    const session = await this.open(flags);
    const { images, jars, force } = flags;
    const exported = await exportKubernetes(session, {
      dir: resolve(flags.output),
      force,
      ...(images !== undefined && { images }),
      ...(jars !== undefined && { jars }),
    });
    for (const file of exported.files) this.log(`Wrote ${file}`);
    for (const { what, why } of exported.leftOut) this.log(`Left out: ${what}. ${why}`);
    return exported;
  }
}
