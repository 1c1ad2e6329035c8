import { BaseCommand } from '../cli/base-command.js';
import { engineFlag, kafkaModeFlag, servicesArgument } from '../cli/flags.js';
import { duration } from '../render/quantities.js';
import { fetchServices, type FetchResult } from '../stack/fetch.js';

export default class Fetch extends BaseCommand {
  static override summary = 'Download what services need to start offline';
  static override description =
    'Downloads jars or images for the named services and their dependencies (default: the services in streamkit.yml, otherwise all). Starts no services. Afterwards `up --offline` works without a network.';
  static override examples = [
    '<%= config.bin %> fetch schema-registry',
    '<%= config.bin %> fetch kafka --kafka-mode kraft --stack next --json',
  ];
  static override strict = false;
  static override args = { service: servicesArgument };
  static override flags = { engine: engineFlag, 'kafka-mode': kafkaModeFlag };

  async run(): Promise<FetchResult> {
    const { flags, argv } = await this.parse(Fetch);
    const services = argv as string[];
    const session = await this.open(flags, {
      engine: flags.engine,
      kafkaMode: flags['kafka-mode'],
      prospect: { services, images: {}, offline: false },
    });
    const result = await fetchServices(session, services);
    const names = result.services.join(', ');
    this.log(
      result.files === 0
        ? `Already downloaded: ${names}.`
        : `Downloaded ${names}: ${result.files} files in ${duration(result.ms)}.`,
    );
    return result;
  }
}
