import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { writingContextFlags } from '../../cli/flags.js';
import { compatibility, setCompatibility } from '../../kafka/registry/compatibility.js';
import { compatibilityLevels, type CompatibilityLevel } from '../../shared/compatibility-levels.js';
import { endpointOf } from '../../stack/endpoint.js';

export default class SchemaCompatibility extends BaseCommand {
  static override summary = 'Show or set the compatibility level of a subject or the registry';
  static override description = `Levels: ${compatibilityLevels.join(', ')}.`;
  static override examples = [
    '<%= config.bin %> schema compatibility',
    '<%= config.bin %> schema compatibility orders-value FULL',
    '<%= config.bin %> schema compatibility NONE',
  ];
  static override args = {
    subject: Args.string({ description: 'subject name (default: the global level)' }),
    level: Args.string({
      description: 'new compatibility level',
      options: [...compatibilityLevels],
    }),
  };

  static override flags = writingContextFlags;

  async run(): Promise<{ subject: string | null; level: CompatibilityLevel; changed: boolean }> {
    const { args, flags } = await this.parse(SchemaCompatibility);
    // A level alone is for the registry: no subject is named like one.
    const alone = compatibilityLevels.find((level) => level === args.subject);
    const subject = alone === undefined ? args.subject : undefined;
    const wanted = alone ?? compatibilityLevels.find((level) => level === args.level);
    const session = await this.open(flags, { writes: wanted !== undefined });
    const registry = endpointOf(session, 'schema-registry');
    if (wanted !== undefined) await setCompatibility(registry, subject, wanted);
    const level = wanted ?? (await compatibility(registry, subject));
    this.log(`${subject ?? 'the registry'}: ${level}`);
    return { subject: subject ?? null, level, changed: wanted !== undefined };
  }
}
