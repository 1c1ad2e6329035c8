import { Args, Flags } from '@oclif/core';
import { suggest } from '../../shared/suggestion.js';
import { BaseCommand } from '../../cli/base-command.js';
import type { Plugin } from '../../connect/validate.js';
import { installPlugins, type InstalledPlugin } from '../../connect/plugins/install.js';

export default class ConnectorInstall extends BaseCommand {
  static override summary =
    'Install connectors by name, Maven coordinates or file, and restart Kafka Connect';
  static override description =
    'A source is a short name from "connector catalog", Maven coordinates GROUP:ARTIFACT:VERSION[:EXTENSION[:CLASSIFIER]], a .jar, .zip or .tar.gz file, or a directory with jars. Running connectors resume from their offsets. A plugin that Kafka Connect cannot load is removed again.';
  static override examples = [
    '<%= config.bin %> connector install jdbc',
    '<%= config.bin %> connector install debezium-mariadb debezium-jdbc-sink',
    '<%= config.bin %> connector install target/connect-source-0.1.0.jar',
    '<%= config.bin %> connector install io.debezium:debezium-connector-mariadb:3.5.0.Final',
  ];
  static override strict = false;
  static override args = {
    source: Args.string({ description: 'short names, Maven coordinates or files', required: true }),
  };
  static override flags = {
    offline: Flags.boolean({ description: 'download nothing; fail if something is missing' }),
  };

  async run(): Promise<{ installed: InstalledPlugin[] }> {
    const { flags, argv } = await this.parse(ConnectorInstall);
    const session = await this.open(flags);
    const installed = await installPlugins(session, argv as string[], { offline: flags.offline });
    for (const { name, classes, rivals } of installed) {
      this.log(`Installed ${name}: ${shown(classes)}`);
      for (const rival of rivals)
        this.log(
          `${rival} has a connector of ${name} too, and Kafka Connect uses only one of them. ${this.suggestion(suggest('Remove the other one', 'connector', 'remove', rival))}`,
        );
    }
    return { installed };
  }
}

/** Its connectors; converters and transformations are listed where a plugin has nothing else. */
function shown(classes: Plugin[]): string {
  const connectors = classes.filter(({ type }) => type === 'source' || type === 'sink');
  return (connectors.length > 0 ? connectors : classes).map((plugin) => plugin.class).join(', ');
}
