import { resolve } from 'node:path';
import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { configFileName } from '../config/config.js';
import { StreamkitError } from '../shared/errors.js';
import { engineFlag, kafkaModeFlag } from '../cli/flags.js';
import { openHome, stackDir } from '../shared/home.js';
import { askProject } from '../cli/init-questions.js';
import { catalogue, findServices, namedServices } from '../services/catalogue.js';
import { writeProject, type Project } from '../stack/project-file.js';
import { suggest } from '../shared/suggestion.js';

export default class Init extends BaseCommand {
  static override summary = 'Create a streamkit.yml in this folder';
  static override description =
    'Asks for every setting that is not given as a flag. Commands find the file from this folder and all folders below it.';
  static override examples = [
    '<%= config.bin %> init',
    '<%= config.bin %> init --yes --service connect --ports auto --force',
  ];
  static override flags = {
    service: Flags.string({
      description: 'service to start (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
    }),
    engine: engineFlag,
    'kafka-mode': kafkaModeFlag,
    ports: Flags.option({ options: ['auto', 'default'] as const })({
      description: 'auto: free ports; default: the usual port of each service',
    }),
    yes: Flags.boolean({ char: 'y', description: 'accept the defaults without asking' }),
    force: Flags.boolean({ description: 'overwrite an existing file' }),
  };

  async run(): Promise<Project & { file: string }> {
    const { flags } = await this.parse(Init);
    const asking = this.interactive(flags) && process.stdin.isTTY && !flags.yes;
    if (!asking && !flags.yes) {
      throw new StreamkitError('USAGE', 'Not a terminal: cannot ask questions.', {
        suggestions: ['Add --yes to accept the defaults for all settings that are not given as flags.'],
      });
    }
    if (flags.stack !== undefined) stackDir(openHome(process.env), flags.stack);
    const services = catalogue(flags['kafka-mode'] ?? 'zookeeper');
    for (const name of flags.service ?? []) findServices(services, name);
    const given: Project = {
      ...(flags.stack === undefined ? {} : { stack: flags.stack }),
      services: flags.service ?? ['schema-registry'],
      engine: flags.engine ?? 'auto',
      kafkaMode: flags['kafka-mode'] ?? 'zookeeper',
      ports: flags.ports ?? 'default',
    };
    const project = asking ? await askProject(given, namedServices(services)) : given;
    const file = resolve(configFileName);
    await writeProject(file, project, flags.force);
    this.log(`Wrote ${file}\n\nNext:\n  ${this.suggestion(suggest('Start the stack', 'up'))}`);
    return { ...project, file };
  }
}
