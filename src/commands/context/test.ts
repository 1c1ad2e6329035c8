import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { openHome } from '../../shared/home.js';
import type { SignInStep } from '../../kafka/wire/sign-in.js';

export default class ContextTest extends BaseCommand {
  static override summary = 'Connect to a context step by step';
  static override description =
    'Shows name resolution, TCP, TLS and SASL for each broker, then lists the topics as the user of the context. Exits with 4 if a step fails.';
  static override examples = ['<%= config.bin %> context test staging'];
  static override args = {
    name: Args.string({ description: 'name of the context', required: true }),
  };

  async run(): Promise<{ context: string; steps: SignInStep[] }> {
    const { args } = await this.parse(ContextTest);
    const { openContext } = await import('../../contexts/open-context.js');
    const { signInSteps } = await import('../../kafka/wire/sign-in.js');
    const { listTopics } = await import('../../kafka/topics/topics.js');
    const { columns } = await import('../../render/table.js');
    const context = await openContext(openHome(process.env), args.name);
    const brokers = context.endpoint('kafka');
    const steps = await signInSteps(brokers);
    if (steps.every(({ ok }) => ok)) {
      const topics = await listTopics(brokers);
      steps.push({ broker: brokers, step: 'Kafka', ok: true, message: `signed in; ${topics.length} topics` });
    } else process.exitCode = 4;
    this.log(
      columns(steps.map(({ broker, step, ok, message }) => [broker, step, ok ? 'ok' : 'FAILED', message])),
    );
    return { context: args.name, steps };
  }
}
