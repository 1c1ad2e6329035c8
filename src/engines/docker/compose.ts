import type { ContainerOptions } from './containers/container-options.js';
import { rootGroup } from './containers/create-request.js';

export interface ComposeService {
  /** The same containers as the engine would start. */
  options: ContainerOptions;
  /** Host names of containers that it needs. */
  needs: string[];
}

/**
 * The same containers as a file for `docker compose` (2.23 or later, which knows contents of configs). Pure.
 * @param secret a text in the containers' files that stands for the password, which the file leaves to the environment
 * @param me `UID:GID` of this user
 */
export function composeFile(name: string, services: ComposeService[], secret: string, me: string): object {
  const text = (value: string) =>
    value
      .replaceAll('$', '$$$$')
      .replaceAll(secret, '${STREAMKIT_PASSWORD:?set it in .env or the environment}');
  const configs: Record<string, { content: string } | { file: string }> = {};
  const volumes: Record<string, object> = {};
  const entries = services.map(({ options, needs }) => {
    const { hostname, project } = { hostname: options.hostname, project: `${options.network}-` };
    const files = options.files.map(({ path, ...file }, index) => {
      // Without an owner, who would also have to exist on this machine: everyone in the container can read it.
      const source = `${hostname}-${index + 1}`;
      configs[source] = 'text' in file ? { content: text(file.text) } : { file: text(file.copyOf) };
      return { source, target: path };
    });
    const named = Object.entries(options.volumes).map(([path, volume]) => {
      const short = volume.replace(project, '');
      volumes[short] = {};
      return `${short}:${path}`;
    });
    const service = {
      image: options.image,
      hostname,
      ...(options.user === undefined ? {} : { user: me, group_add: [rootGroup] }),
      ...(options.init ? { init: true } : {}),
      ...(options.entrypoint === undefined ? {} : { entrypoint: options.entrypoint.map(text) }),
      ...(options.command === undefined ? {} : { command: options.command.map(text) }),
      environment: Object.fromEntries(
        Object.entries(options.environment).map(([variable, value]) => [variable, text(value)]),
      ),
      ports: options.ports.map(({ published, inside }) => `127.0.0.1:${published}:${inside}`),
      // The long form: a path may have a colon.
      volumes: [...named, ...options.folders.map((path) => mount(text(path)))],
      configs: files,
      depends_on: needs,
      // Compose waits for no answer: what came too early tries again.
      restart: 'on-failure',
      stop_grace_period: `${options.stopGraceSeconds}s`,
      healthcheck: { disable: true },
    };
    return [hostname, withoutEmpty(service)] as const;
  });
  return withoutEmpty({ name, services: Object.fromEntries(entries), volumes, configs });
}

function mount(path: string): object {
  return { type: 'bind', source: path, target: path, bind: { create_host_path: true } };
}

function withoutEmpty<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, part]) => typeof part !== 'object' || Object.keys(part as object).length > 0,
    ),
  ) as Partial<Value>;
}
