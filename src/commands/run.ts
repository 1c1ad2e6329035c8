import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { contextFlag } from '../cli/flags.js';
import { clientSettings } from '../stack/client-settings.js';
import { requireStack } from '../stack/endpoint.js';
import { runCommand } from '../stack/run-command.js';

const withoutJson: object = Object.fromEntries(
  Object.entries(BaseCommand.baseFlags).filter(([name]) => name !== 'json'),
);

export default class Run extends BaseCommand {
  static override summary = "Run a command with the stack's addresses as variables";
  static override description =
    'Runs everything after -- without a shell. The command receives stdin, stdout and signals directly. streamkit exits with the exit code of the command, or with 128 + N if signal N ended it. The variables are those of `env --secrets`.';
  static override examples = [
    '<%= config.bin %> run -- printenv KAFKA_BOOTSTRAP_SERVERS',
    "<%= config.bin %> run -- sh -c 'echo $KAFKA_BOOTSTRAP_SERVERS $SCHEMA_REGISTRY_URL'",
  ];
  // Standard output is the command's own.
  static override enableJsonFlag = false;
  static override baseFlags = withoutJson as typeof BaseCommand.baseFlags;
  static override strict = false;
  static override args = {
    command: Args.string({ description: 'the command and its arguments', required: true }),
  };

  static override flags = contextFlag;

  async run(): Promise<void> {
    const { flags, argv } = await this.parse(Run);
    const [file = '', ...words] = argv as string[];
    const session = await this.open(flags);
    if (!session.context) requireStack(session);
    const { variables } = clientSettings(session, { secrets: true });
    this.handOverSignals();
    process.exitCode = await runCommand(file, words, { ...process.env, ...variables });
  }
}
