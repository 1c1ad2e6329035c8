import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import {
  engineFlag,
  kafkaModeFlag,
  parseAssignments,
  parsePorts,
  parseScale,
  portFlag,
  servicesArgument,
} from '../cli/flags.js';
import { parseDuration } from '../shared/duration.js';
import { nextSteps } from '../render/next-steps.js';
import { describesPipeline } from '../config/needed-services.js';
import type { Session } from '../stack/session.js';
import type { StackStatus } from '../stack/status.js';
import { planOf, up, type PlannedUp } from '../stack/up.js';

const megabyte = 1024 ** 2;

function memoryLine({ expected, free }: PlannedUp['memory']): string {
  const line = `memory: about ${Math.round(expected / megabyte)} MB expected, ${Math.round(free / megabyte)} MB free`;
  return free < expected ? `${line}: not enough` : line;
}

export default class Up extends BaseCommand {
  static override summary = 'Start services and wait until they are ready';
  static override description =
    'Starts the named services (default: all) and their dependencies in parallel. Running services are left alone, and services that died are restarted.';
  static override examples = [
    '<%= config.bin %> up',
    '<%= config.bin %> up schema-registry',
    '<%= config.bin %> up kafka --stack ci --ports auto --json',
    '<%= config.bin %> up --port kafka=19092',
    '<%= config.bin %> up kafka --scale kafka=3 --scale connect=2 --dry-run',
    '<%= config.bin %> up kafka --secure --stack secured --dry-run',
    '<%= config.bin %> up connect --logs',
    '<%= config.bin %> up --console',
    '<%= config.bin %> up --engine docker --image kafka=confluentinc/cp-kafka:7.9.9',
  ];
  static override strict = false;
  static override args = { service: servicesArgument };
  static override flags = {
    engine: engineFlag,
    'kafka-mode': kafkaModeFlag,
    secure: Flags.boolean({
      description: 'TLS and SASL for brokers, registry and Connect (a new stack)',
    }),
    relay: Flags.boolean({
      description:
        'relays before brokers and ZooKeeper, which delay and cut need (local engine, saved with the stack)',
      allowNo: true,
    }),
    scale: Flags.string({
      description: 'number of instances of a service, for example kafka=3 (repeatable, saved with the stack)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'SERVICE=NUMBER',
    }),
    image: Flags.string({
      description: 'image to use for a service (repeatable)',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'SERVICE=IMAGE',
    }),
    ports: Flags.option({ options: ['auto'] as const })({ description: 'use free ports' }),
    port: portFlag,
    offline: Flags.boolean({ description: 'do not download anything; fail if something is missing' }),
    timeout: Flags.string({
      description: 'how long to wait for each service (default: 5m)',
      helpValue: 'TIME',
    }),
    logs: Flags.boolean({ description: 'show service logs until they are ready' }),
    console: Flags.boolean({
      description: 'then serve the console until Ctrl-C, as the command console does',
      exclusive: ['json', 'dry-run'],
    }),
    apply: Flags.boolean({
      description: 'then apply streamkit.yml, unless services are named',
      default: true,
      allowNo: true,
    }),
    'dry-run': Flags.boolean({ description: 'print the planned steps without running them' }),
  };

  async run(): Promise<StackStatus | PlannedUp> {
    const { flags, argv } = await this.parse(Up);
    const asked = parsePorts(flags.port ?? []);
    const services = argv as string[];
    const images = parseAssignments('--image', flags.image ?? [], 'kafka=confluentinc/cp-kafka:7.9.0');
    const session = await this.open(flags, {
      engine: flags.engine,
      kafkaMode: flags['kafka-mode'],
      secure: flags.secure || undefined,
      relay: flags.relay,
      scale: parseScale(flags.scale ?? []),
      prospect: { services, images, offline: flags.offline },
    });
    const timeout = flags.timeout ?? session.config.timeout ?? '5m';
    const options = {
      services,
      ports: { auto: flags.ports === 'auto', asked },
      images,
      offline: flags.offline,
      timeoutMs: parseDuration(timeout),
      showLogs: flags.logs,
    };
    if (flags['dry-run']) {
      const planned = await planOf(session, options);
      for (const { action, service, reason } of planned.steps) this.log(`${action} ${service}: ${reason}`);
      this.log(memoryLine(planned.memory));
      return planned;
    }
    const result = await up(session, options);
    if (flags.apply && services.length === 0) await this.applyProject(session, flags);
    if (flags.console) {
      await this.serveConsole(session.name, flags);
      return result;
    }
    if (this.interactive(flags)) {
      this.log('\nNext:');
      for (const step of nextSteps(result)) this.log(`  ${this.suggestion(step)}`);
    }
    return result;
  }

  /** Loads the project's code only where streamkit.yml describes a pipeline. */
  private async applyProject({ config, name }: Session, flags: Parameters<Up['open']>[0]): Promise<void> {
    if (!describesPipeline(config)) return;
    const { apply } = await import('../project/apply.js');
    // As it is now: the stack may have been created just now.
    await apply(await this.open({ ...flags, stack: name }), { prune: false });
  }
}
