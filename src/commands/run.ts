import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { clientSettings } from '../stack/client-settings.js';
import { requireStack } from '../stack/endpoint.js';
import { runCommand } from '../stack/run-command.js';

export default class Run extends BaseCommand {
  static override summary = "run a command with the stack's addresses in its environment";
  static override description =
    'Everything after -- is the command, as it is: no shell reads it. It gets standard input, output and signals as if it had been started alone, and its exit code is the exit code here (128 and the signal, if one ended it). The variables are those of `env --secrets`.';
  static override examples = [
    '<%= config.bin %> run -- printenv KAFKA_BOOTSTRAP_SERVERS',
    "<%= config.bin %> run -- sh -c 'kcat -L -b $KAFKA_BOOTSTRAP_SERVERS'",
  ];
  // Standard output is the command's own.
  static override enableJsonFlag = false;
  static override strict = false;
  static override args = {
    command: Args.string({ description: 'the command and its arguments', required: true, ignoreStdin: true }),
  };

  async run(): Promise<void> {
    const { flags, argv } = await this.parse(Run);
    const [file = '', ...words] = argv as string[];
    const session = await this.open(flags);
    requireStack(session);
    const { variables } = clientSettings(session, { secrets: true });
    this.handOverSignals();
    process.exitCode = await runCommand(file, words, { ...process.env, ...variables });
  }
}
