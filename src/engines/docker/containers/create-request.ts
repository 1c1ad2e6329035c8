import type { ContainerCreateOptions } from 'dockerode';
import type { ContainerOptions } from './container-options.js';

/** Whom the images let write into their own folders, whatever the user: they give them to their user and to this group. */
export const rootGroup = '0';

/**
 * A container as the daemon's API wants it. Pure.
 * @param me `UID:GID` that stands for this user in containers
 */
export function createRequest(options: ContainerOptions, me: string): ContainerCreateOptions {
  const { network, hostname, ports, volumes, folders } = options;
  return {
    name: options.name,
    Hostname: hostname,
    Image: options.image,
    Labels: options.labels,
    Env: Object.entries(options.environment).map(([name, value]) => `${name}=${value}`),
    ...(options.entrypoint === undefined ? {} : { Entrypoint: options.entrypoint }),
    ...(options.command === undefined ? {} : { Cmd: options.command }),
    ...(options.user === undefined ? {} : { User: me }),
    StopTimeout: options.stopGraceSeconds,
    // Ours ask in more detail; the images' own would run every few seconds all the time.
    Healthcheck: { Test: ['NONE'] },
    ExposedPorts: Object.fromEntries(ports.map(({ inside }) => [`${inside}/tcp`, {}])),
    HostConfig: {
      NetworkMode: network,
      ...(options.init ? { Init: true } : {}),
      ...(options.user === undefined ? {} : { GroupAdd: [rootGroup] }),
      PortBindings: Object.fromEntries(
        ports.map(({ inside, published }) => [
          `${inside}/tcp`,
          [{ HostIp: '127.0.0.1', HostPort: String(published) }],
        ]),
      ),
      Mounts: [
        ...Object.entries(volumes).map(([path, name]) => ({
          Type: 'volume' as const,
          Source: name,
          Target: path,
        })),
        ...folders.map((path) => ({ Type: 'bind' as const, Source: path, Target: path })),
      ],
      LogConfig: { Type: 'json-file', Config: { 'max-size': '50m', 'max-file': '2' } },
      RestartPolicy: { Name: 'no' },
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [hostname] } } },
  };
}
