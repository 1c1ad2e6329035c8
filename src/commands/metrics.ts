import { BaseCommand } from '../cli/base-command.js';

/** With `--json`: the text as one field. */
export interface MetricsText {
  /** In Prometheus's text format, version 0.0.4. */
  text: string;
}

export default class Metrics extends BaseCommand {
  static override summary = 'Print one sample in the Prometheus text format';
  static override description =
    'Services, offsets, consumer lag, connectors and topologies. The console serves the same at /metrics, behind its token.';
  static override examples = [
    '<%= config.bin %> metrics',
    '<%= config.bin %> metrics | grep streamkit_group_lag',
  ];

  async run(): Promise<MetricsText> {
    const { flags } = await this.parse(Metrics);
    const session = await this.open(flags);
    const { requireStack } = await import('../stack/endpoint.js');
    requireStack(session);
    const { sampleMetrics } = await import('../console/watch/sample-metrics.js');
    const text = await sampleMetrics(session);
    if (!this.jsonEnabled()) process.stdout.write(text);
    return { text };
  }
}
