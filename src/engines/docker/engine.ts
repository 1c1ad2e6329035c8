import { join } from 'node:path';
import type Docker from 'dockerode';
import { deleteFolder } from '../../shared/files.js';
import type { ServiceDefinition } from '../../services/types.js';
import type {
  Engine,
  Exit,
  Finding,
  JavaJob,
  LogLine,
  LogOptions,
  Observation,
  PrepareOptions,
  Stack,
} from '../engine.js';
import { appearing } from '../appearing.js';
import { mergeLines } from '../merge-lines.js';
import { guardContainers } from './containers/guard.js';
import { signalMatching } from './exec/children.js';
import { writeClientFiles } from './containers/client-files.js';
import { connect } from './daemon/connect.js';
import { containerOptions, imagesOf } from './containers/container-options.js';
import type { Search } from './daemon/daemon.js';
import { diagnoseDocker } from './diagnose.js';
import { dockerFailure, noDaemon } from './daemon/failure.js';
import { missingImages, notHere, pullImages } from './images.js';
import { javaJob, runBeside } from './exec/job.js';
import { containerLines } from './exec/logs.js';
import { folderInContainer, linesBelow } from './exec/logs-below.js';
import {
  cpuByService,
  exitOf,
  memoryByService,
  observation,
  seenContainers,
  waitForEnd,
  type Seen,
} from './containers/observe.js';
import { portHolder } from './containers/port-holder.js';
import { proveInside } from './exec/prove.js';
import { ensureNetwork, ensureVolumes, removeAll, removeVolumes } from './containers/resources.js';
import { refuseHalfData } from './containers/half-data.js';
import { signalContainers, stopContainers } from './containers/signal.js';
import { startContainer } from './containers/start.js';
import { forgetStarted, noteStarted, readStarted } from './containers/started.js';
import { userInContainers } from './containers/user.js';

/** Services as containers of the official images, in a network of the stack's own. */
export class DockerEngine implements Engine {
  readonly name = 'docker';
  private client: Promise<Docker> | undefined;
  private user: Promise<string> | undefined;

  /** @param search finds the daemon, once it is needed */
  constructor(private readonly search: () => Promise<Search>) {}

  async diagnose(stack: Stack, services: ServiceDefinition[]): Promise<Finding[]> {
    const search = await this.search();
    return diagnoseDocker(search, search.daemon && (await this.docker()), stack, services);
  }

  async prepare(
    stack: Stack,
    services: ServiceDefinition[],
    { offline, signal, onProgress }: PrepareOptions,
  ): Promise<void> {
    const docker = await this.docker();
    const missing = await missingImages(docker, imagesOf(stack.images, services));
    if (missing.length === 0) return;
    if (offline) throw notHere(missing);
    await pullImages(docker, missing, signal, onProgress);
  }

  async observe(stack: Stack, services: ServiceDefinition[]): Promise<Observation[]> {
    const docker = await this.docker();
    const seen = await this.seen(stack);
    return Promise.all(
      services.map(async (service) => {
        const found = await observation(docker, stack, service, seen);
        const startedInMs = await readStarted(stack, service, seen);
        return startedInMs === undefined ? found : { ...found, startedInMs };
      }),
    );
  }

  async memory(stack: Stack, services: ServiceDefinition[]): Promise<Record<string, number>> {
    return memoryByService(await this.docker(), await this.seen(stack), services);
  }

  async cpuSeconds(stack: Stack, services: ServiceDefinition[]): Promise<Record<string, number>> {
    return cpuByService(await this.docker(), await this.seen(stack), services);
  }

  async start(stack: Stack, service: ServiceDefinition, signal: AbortSignal): Promise<void> {
    const docker = await this.docker();
    const options = containerOptions(stack, service);
    try {
      await refuseHalfData(docker, stack, service);
      await this.network(stack);
      await Promise.all(options.map(async (one) => ensureVolumes(docker, stack, one)));
    } catch (error) {
      throw dockerFailure(error, `preparing ${service.name}`, { service: service.name });
    }
    await writeClientFiles(stack, service);
    signal.throwIfAborted();
    const me = await this.me();
    await Promise.all(options.map(async (one) => startContainer(docker, one, me)));
  }

  async exited(stack: Stack, service: ServiceDefinition, signal: AbortSignal): Promise<Exit> {
    const docker = await this.docker();
    const own = await this.containersOf(stack, service);
    return Promise.race(
      own.map(async ({ id }) => {
        await waitForEnd(docker, id, signal);
        return exitOf(docker, id);
      }),
    );
  }

  async ready(stack: Stack, service: ServiceDefinition, startedInMs: number): Promise<void> {
    await noteStarted(stack, service, await this.containersOf(stack, service), startedInMs);
  }

  async guard(stack: Stack, service: ServiceDefinition): Promise<void> {
    const own = await this.containersOf(stack, service);
    await guardContainers(await this.docker(), own, service.restart ?? false);
  }

  async stop(stack: Stack, service: ServiceDefinition): Promise<void> {
    await stopContainers(await this.docker(), await this.containersOf(stack, service), service.name);
    await forgetStarted(stack, service);
  }

  async signal(stack: Stack, service: ServiceDefinition, name: NodeJS.Signals): Promise<void> {
    await signalContainers(await this.docker(), await this.containersOf(stack, service), name);
  }

  async *logs(stack: Stack, services: ServiceDefinition[], options: LogOptions): AsyncGenerator<LogLine[]> {
    const docker = await this.docker();
    const names = services.map(({ name }) => name);
    const serviceOf = new Map<string, string>();
    const look = async () => {
      const own = (await this.seen(stack)).filter(({ service }) => names.includes(service));
      for (const { id, service } of own) serviceOf.set(id, service);
      return own.map(({ id }) => id);
    };
    // A service with other settings gets another container.
    const containers = appearing(look, options);
    yield* mergeLines(
      (async function* () {
        for await (const { name: id, late } of containers) {
          const range = late ? { ...options, tail: undefined } : options;
          yield containerLines(docker, id, serviceOf.get(id) ?? '', range);
        }
      })(),
      options,
    );
  }

  async *logsBelow(
    stack: Stack,
    service: ServiceDefinition,
    folder: string,
    options: LogOptions,
  ): AsyncGenerator<LogLine[]> {
    const [first] = await this.containersOf(stack, service);
    if (first) yield* linesBelow(await this.docker(), first.id, folderInContainer(service, folder), options);
  }

  async countChildren(stack: Stack, service: ServiceDefinition, text: string): Promise<number> {
    return this.signalChildren(stack, service, text, 0);
  }

  async killChildren(stack: Stack, service: ServiceDefinition, text: string): Promise<number> {
    return this.signalChildren(stack, service, text, 9);
  }

  async runJava(stack: Stack, service: ServiceDefinition, job: JavaJob): Promise<Exit> {
    return runBeside(await this.docker(), stack, service, javaJob(stack, service, job, await this.me()));
  }

  async settle(): Promise<void> {
    // Images bring all that they need for a fast start.
  }

  async portHolder(port: number): Promise<string | undefined> {
    return portHolder(await this.docker(), port);
  }

  async proveInside(stack: Stack, services: ServiceDefinition[], signal: AbortSignal): Promise<Finding[]> {
    const docker = await this.docker();
    const findings: Finding[] = [];
    // One after another: each is a JVM or two.
    for (const service of services) findings.push(await proveInside(docker, stack, service, signal));
    return findings;
  }

  async discard(stack: Stack, service: ServiceDefinition): Promise<void> {
    await removeVolumes(await this.docker(), stack, service.name);
    await deleteFolder(join(stack.dir, service.name));
  }

  async remove(stack: Stack): Promise<void> {
    this.networks.delete(stack.dir);
    await removeAll(await this.docker(), stack);
    await deleteFolder(stack.dir);
  }

  private readonly networks = new Map<string, Promise<void>>();

  /** Once a stack, however many services start at the same time: the daemon takes a second network of the same name. */
  private network(stack: Stack): Promise<void> {
    const made =
      this.networks.get(stack.dir) ?? this.docker().then(async (docker) => ensureNetwork(docker, stack));
    this.networks.set(stack.dir, made);
    return made;
  }

  /** @throws StreamkitError DOCKER_UNAVAILABLE that names all that was tried */
  private docker(): Promise<Docker> {
    this.client ??= this.search().then(async (search) => {
      if (!search.daemon) throw noDaemon(search);
      return connect(search.daemon);
    });
    return this.client;
  }

  private me(): Promise<string> {
    this.user ??= this.docker().then(userInContainers);
    return this.user;
  }

  private async seen(stack: Stack): Promise<Seen[]> {
    try {
      return await seenContainers(await this.docker(), stack);
    } catch (error) {
      throw dockerFailure(error, 'looking for containers');
    }
  }

  private async signalChildren(stack: Stack, service: ServiceDefinition, text: string, signal: 0 | 9) {
    const docker = await this.docker();
    const own = (await this.containersOf(stack, service)).filter(({ state }) => state === 'running');
    const counts = await Promise.all(own.map(async ({ id }) => signalMatching(docker, id, text, signal)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async containersOf(stack: Stack, { name }: ServiceDefinition): Promise<Seen[]> {
    return (await this.seen(stack)).filter(({ service }) => service === name);
  }
}
