import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import type { TopologySummary } from '../../storm/cluster.js';
import { submitTopology } from '../../storm/submit-topology.js';
import { suggest } from '../../shared/suggestion.js';

export default class TopologySubmit extends BaseCommand {
  static override summary = 'Submit a topology to Storm';
  static override description =
    'Runs the main class of the jar with the addresses of the stack in its environment (KAFKA_BOOTSTRAP_SERVERS, MYSQL_HOST, MYSQL_PORT, MYSQL_USER, MYSQL_PASSWORD_FILE, ...). Variables that are already set are not changed. Arguments of the main class that start with - follow after --.';
  static override examples = [
    '<%= config.bin %> topology submit target/storm-mysql-1.0.0.jar',
    '<%= config.bin %> topology submit target/my-topology.jar com.example.MyTopology my-name',
    '<%= config.bin %> topology submit target/storm-mysql-1.0.0.jar -- --once',
  ];
  static override strict = false;
  static override args = {
    jar: Args.string({
      description: 'shaded jar of the topology',
      required: true,
    }),
    main: Args.string({
      description: 'main class (default: from the manifest), and its arguments',
    }),
  };

  async run(): Promise<{ topologies: TopologySummary[] }> {
    const { argv, args, flags } = await this.parse(TopologySubmit);
    const session = await this.open(flags);
    const topologies = await submitTopology(session, {
      jar: args.jar,
      words: (argv as string[]).slice(1),
      environment: process.env,
      onLine: (line) => {
        this.logToStderr(line);
      },
    });
    for (const { name } of topologies)
      this.log(
        `Submitted ${name}. ${this.suggestion(suggest('See its status', 'topology', 'status', name))}`,
      );
    return { topologies };
  }
}
