import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { engineFlag } from '../cli/flags.js';
import { parseDuration } from '../shared/duration.js';
import { configFileName } from '../config/config.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';

export default class Dev extends BaseCommand {
  static override summary = 'Run the project and apply changes as you save files';
  static override description =
    'Starts the services and applies streamkit.yml, as up does, and runs its programs. When a source file changes, it is built and the job is submitted again (Flink: from a savepoint) or the program restarted; a build that fails leaves the old code running. Ctrl-C stops the programs, jobs and services that this command started, and nothing else.';
  static override examples = ['<%= config.bin %> dev', '<%= config.bin %> dev --logs'];
  static override enableJsonFlag = false;
  static override flags = {
    engine: engineFlag,
    ports: Flags.option({ options: ['auto'] as const })({ description: 'use free ports' }),
    logs: Flags.boolean({ description: 'show all lines that jobs log (default: errors only)' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Dev);
    const session = await this.open(flags, {
      engine: flags.engine,
      scale: {},
      prospect: { services: [], images: {}, offline: false },
    });
    if (session.config.dir === undefined) {
      throw new StreamkitError('NOT_FOUND', `There is no ${configFileName} in this folder or above it.`, {
        suggestions: [suggest('Create one', 'init')],
      });
    }
    const { dev } = await import('../dev/dev.js');
    await dev(session, {
      open: this.opener({ ...flags, stack: session.name }),
      up: {
        services: [],
        ports: { auto: flags.ports === 'auto', asked: {} },
        offline: false,
        timeoutMs: parseDuration(session.config.timeout ?? '5m'),
      },
      allLogs: flags.logs,
      onError: (error) => {
        this.log(this.errorText(error));
      },
    });
  }
}
