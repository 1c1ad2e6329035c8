import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { sourceFormats } from '../../contexts/types.js';
import { openHome } from '../../shared/home.js';
import { suggest } from '../../shared/suggestion.js';

export default class ContextImport extends BaseCommand {
  static override summary = 'Add contexts from the files of other tools';
  static override description =
    'The file stays where it is and is read whenever the context is used, so that secrets are not copied. Without --file, the usual places of the tool are searched.';
  static override examples = [
    '<%= config.bin %> context import staging --from java --file client.properties',
    '<%= config.bin %> context import --from kafkactl --file kafkactl.yml',
  ];
  static override args = {
    name: Args.string({ description: 'name of the context (default: as in the file)' }),
  };
  static override flags = {
    from: Flags.option({ options: sourceFormats, required: true })({ description: 'format of the file' }),
    file: Flags.string({ description: 'file to read', helpValue: 'FILE' }),
    only: Flags.string({
      description: 'only this profile, context or cluster of the file',
      helpValue: 'NAME',
    }),
    registry: Flags.string({ description: 'URL of the Schema Registry', helpValue: 'URL' }),
    connect: Flags.string({ description: 'URL of Kafka Connect', helpValue: 'URL' }),
    'no-read-only': Flags.boolean({ description: 'allow changes without --allow-write' }),
    replace: Flags.boolean({ description: 'overwrite existing contexts' }),
  };

  async run(): Promise<{ contexts: string[] }> {
    const { args, flags } = await this.parse(ContextImport);
    const { importContexts } = await import('../../contexts/add-context.js');
    const contexts = await importContexts(openHome(process.env), process.env, {
      format: flags.from,
      file: flags.file,
      only: flags.only,
      name: args.name,
      replace: flags.replace,
      extra: {
        ...(flags.registry !== undefined && { schemaRegistry: flags.registry }),
        ...(flags.connect !== undefined && { connect: flags.connect }),
        ...(flags['no-read-only'] && { readOnly: false }),
      },
    });
    for (const name of contexts) this.log(`Added the context ${name}.`);
    const [first = 'NAME'] = contexts;
    this.log(this.suggestion(suggest('Check it', 'context', 'test', first)));
    return { contexts };
  }
}
