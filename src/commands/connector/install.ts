import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { installPlugin } from '../../connect/install-plugin.js';
import { listPlugins, type Plugin } from '../../connect/connectors.js';
import { hostContext } from '../../engines/host-context.js';
import { findService } from '../../services/catalogue.js';
import { pluginFolder } from '../../services/connect-settings.js';
import { endpointOf, runningStack } from '../../stack/endpoint.js';
import { restart } from '../../stack/restart.js';

export default class ConnectorInstall extends BaseCommand {
  static override summary = 'Install a connector plugin from a jar, an archive or a folder';
  static override description =
    'Copies the plugin to the plugin path of the stack and restarts Kafka Connect, which only loads plugins at startup. Connectors resume from their stored offsets.';
  static override examples = ['<%= config.bin %> connector install target/connect-jdbc-0.1.0-plugin.zip'];
  static override args = {
    source: Args.string({ description: '.jar file, .zip file, or folder of jars', required: true }),
  };

  async run(): Promise<{ installed: string; plugins: Plugin[] }> {
    const { args, flags } = await this.parse(ConnectorInstall);
    const session = await this.open(flags);
    const { dir } = hostContext(runningStack(session, 'connect'), findService(session.services, 'connect'));
    const installed = await installPlugin(args.source, pluginFolder(dir));
    const ports = { auto: false, asked: {} };
    await restart(session, { services: ['connect'], ports, offline: false, timeoutMs: 300_000 });
    const plugins = await listPlugins(endpointOf(session, 'connect'));
    this.log(
      `Installed plugin ${installed}. Connector classes: ${plugins.map((plugin) => plugin.class).join(', ')}`,
    );
    return { installed, plugins };
  }
}
