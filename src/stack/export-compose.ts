import { composeFile } from '../engines/docker/compose.js';
import { containerOptions } from '../engines/docker/containers/container-options.js';
import { catalogue, findService, wantedServices } from '../services/catalogue.js';
import { instancesOf } from '../services/instances.js';
import { withWishes } from '../services/settings/wishes.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { wishesOf, type Session } from './session.js';
import { assignPorts, portsOf } from './addresses.js';
import { newStackId } from './record/record.js';

const secret = 'STREAMKIT-SECRET-PLACEHOLDER';

/**
 * The stack as text of a docker-compose.yml: the named services and their dependencies, on the ports that the stack has on
 * the Docker engine, else the usual ones. Passwords are left to the environment.
 */
export async function exportCompose(session: Session, names: string[]): Promise<string> {
  const { config, kafkaMode, name, record, instances } = session;
  if (session.secure) {
    throw new StreamkitError(
      'USAGE',
      `The stack ${name} is secured: Docker Compose would not have its certificates and users.`,
      { suggestions: [suggest('Export a stack without --secure', 'export', 'compose', '--stack', 'NAME')] },
    );
  }
  const services = withWishes(catalogue(kafkaMode, 'docker', instances), wishesOf(config, record));
  const wanted = wantedServices(services, names, config.services);
  const kept = record?.engine === 'docker' ? record : undefined;
  const asked = typeof config.ports === 'object' ? config.ports : {};
  const ports = assignPorts(services, kept?.ports ?? {}, kept ? {} : asked);
  const stack = {
    name,
    dir: `${session.home.stacks}/${name}`,
    id: kept?.id ?? newStackId(),
    secret,
    images: kept?.images ?? config.images ?? {},
    exchange: kept?.exchange ?? config.exchange ?? session.cwd,
    portsOf: (service: string) => portsOf(ports, service),
    instancesOf: (service: string) => instancesOf(services, service).map((one) => one.name),
  };
  const compose = wanted.flatMap((service) =>
    containerOptions(stack, service).map((options) => ({
      options,
      needs: service.needs.flatMap((need) =>
        findService(services, need).docker.containers.map((one) => one.name),
      ),
    })),
  );
  const me = `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`;
  const { stringify } = await import('yaml');
  return stringify(composeFile(`streamkit-${name}`, compose, secret, me), { lineWidth: 0 });
}
