import { Flags } from '@oclif/core';
import { BaseCommand } from '../base-command.js';
import { parseDuration, parsePorts, portFlag, servicesArgument } from '../flags.js';
import { nextSteps } from '../render/next-steps.js';
import { kafkaModes } from '../services/types.js';
import { planOf, up } from '../stack/up.js';

export default class Up extends BaseCommand {
  static override summary = 'start services and what they need; return when each truly answers';
  static override description =
    'Starts the named services (all by default) in parallel along their dependencies. What runs already is left alone; what died is started anew.';
  static override examples = [
    '<%= config.bin %> up',
    '<%= config.bin %> up schema-registry',
    '<%= config.bin %> up kafka --stack ci --ports auto --json',
    '<%= config.bin %> up --port kafka=19092',
  ];
  static override strict = false;
  static override args = { service: servicesArgument };
  static override flags = {
    engine: Flags.option({ options: ['auto', 'docker', 'local'] as const })({
      description: 'what runs the services; a stack keeps the one it was made with',
    }),
    'kafka-mode': Flags.option({ options: kafkaModes })({
      description: 'Kafka 3.9 with ZooKeeper, or Kafka 4 on its own (KRaft)',
    }),
    ports: Flags.option({ options: ['auto'] as const })({ description: 'choose free ports' }),
    port: portFlag,
    offline: Flags.boolean({ description: 'download nothing; fail if something is missing' }),
    timeout: Flags.string({ description: 'how long each service may take to answer', helpValue: '5m' }),
    'dry-run': Flags.boolean({ description: 'print what would be done, and do nothing' }),
  };

  async run(): Promise<unknown> {
    const { flags, argv } = await this.parse(Up);
    const asked = parsePorts(flags.port ?? []);
    const session = await this.open(flags, { engine: flags.engine, kafkaMode: flags['kafka-mode'] });
    const timeout = flags.timeout ?? session.config.timeout ?? '5m';
    const options = {
      services: argv as string[],
      ports: { auto: flags.ports === 'auto', asked },
      offline: flags.offline,
      timeoutMs: parseDuration(timeout),
    };
    if (flags['dry-run']) {
      const steps = await planOf(session, options);
      for (const { action, service, reason } of steps) this.log(`${action} ${service}: ${reason}`);
      return { stack: session.name, steps };
    }
    const result = await up(session, options);
    if (this.interactive(flags)) this.log(nextSteps(result, this.theme));
    return result;
  }
}
