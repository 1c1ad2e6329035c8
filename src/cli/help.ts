import { CommandHelp, Help } from '@oclif/core';
import { messageOf } from '../shared/errors.js';
import { overview } from './overview.js';

/** The help of one command. oclif repeats the summary at the start of the description; here each sentence appears once. */
class OwnCommandHelp extends CommandHelp {
  protected override description(): string | undefined {
    const { description } = this.command;
    return description === undefined ? undefined : this.wrap(description);
  }
}

/** `--help`: a grouped overview of all commands, and the pages of topics and commands. */
export default class OwnHelp extends Help {
  protected override CommandHelpClass = OwnCommandHelp;

  /** An unknown command is the same error with --help as without. */
  override async showHelp(argv: string[]): Promise<void> {
    try {
      await super.showHelp(argv);
    } catch (error) {
      const unknown = /^Command (.+) not found\.$/.exec(messageOf(error))?.[1];
      if (unknown === undefined) throw error;
      const { reportUnknown } = await import('./command-not-found.js');
      reportUnknown(unknown, this.config, argv);
    }
  }

  protected override async showRootHelp(): Promise<void> {
    const { commands, pjson } = this.config;
    this.log(overview(String(pjson.description), commands, pjson.oclif.topics ?? {}));
    return Promise.resolve();
  }
}
