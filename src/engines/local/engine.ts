import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StreamkitError } from '../../shared/errors.js';
import { deleteFolder, isThere } from '../../shared/files.js';
import { interruptible } from '../../shared/interruptible.js';
import type { Home } from '../../shared/home.js';
import { asLocal } from '../../services/catalogue.js';
import type { LocalRecipe, LocalService, RecipeContext, ServiceDefinition } from '../../services/types.js';
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
import { instanceOf } from '../../services/instances.js';
import { hostContext } from '../host-context.js';
import { archivePath, makeArchives, usableArchive } from './java/archive.js';
import { configHash } from './config-hash.js';
import { childrenOf } from './process/children.js';
import type { ServiceCommands } from './process/commands.js';
import { diagnoseLocal } from './diagnose.js';
import { linkJars, makeFolders } from './folders.js';
import { initialise } from './initialise.js';
import { findJava, javaRange, type Java } from './java/java.js';
import { javaCommands, jobCommand } from './java/java-command.js';
import { runJob } from './java/job.js';
import { modulesOf } from './java/modules.js';
import { writeJob } from './keeper/job.js';
import { endKeeper, startKeeper } from './keeper/start-keeper.js';
import { programCommands } from './library/program.js';
import { deleteEntry, readEntry, writeEntry } from './process/ledger.js';
import { libraries, missingModules, type Library } from './library/library.js';
import { linesBelow, logPath, mergedLogs } from './logs.js';
import { cpuByService, memoryByService, observation } from './process/observe.js';
import { markedProcesses } from './process/process-table.js';
import { signalService } from './process/signal.js';
import { refuseUnfit } from './refuse-unfit.js';
import { refuseWrites } from './process/refuse-writes.js';
import { relayNetwork } from './relay/network.js';
import { startRelay } from './relay/start-relay.js';
import { kill, launch, terminate, watch } from './process/process.js';

/** Services as processes of this user, on jars that Maven resolves. */
export class LocalEngine implements Engine {
  readonly name = 'local';
  readonly relays = relayNetwork;
  readonly refuseWrites = refuseWrites;
  private readonly javas = new Map<string, Promise<Java>>();
  private readonly libraries = new Map<string, Library>();
  private readonly exits = new Map<string, Promise<Exit>>();

  constructor(private readonly home: Home) {}

  async diagnose(_stack: Stack, services: ServiceDefinition[]): Promise<Finding[]> {
    const locals = services.map(asLocal);
    const modules = (await modulesOf(locals)).map(({ module }) => module);
    const folders = [this.home.cache, this.home.stacks];
    return diagnoseLocal(locals, await missingModules(modules, this.home.cache), folders);
  }

  async prepare(
    _stack: Stack,
    services: ServiceDefinition[],
    { offline, signal, onProgress }: PrepareOptions,
  ): Promise<void> {
    const locals = services.map(asLocal);
    await refuseUnfit(this.home, locals);
    const javas = await Promise.all(locals.map(async ({ local }) => this.javaFor(local)));
    const [java = await findJava()] = javas;
    const found = await libraries(await modulesOf(locals), java, this.home.cache, {
      offline,
      signal,
      onDownload: (count, file) => {
        onProgress({ message: file, count });
      },
    });
    for (const [module, library] of found) this.libraries.set(module, library);
  }

  async observe(stack: Stack, services: ServiceDefinition[]): Promise<Observation[]> {
    return Promise.all(services.map((service) => observation(stack, service)));
  }

  async memory(stack: Stack, services: ServiceDefinition[]): Promise<Record<string, number>> {
    return memoryByService(stack, services);
  }

  async cpuSeconds(stack: Stack, services: ServiceDefinition[]): Promise<Record<string, number>> {
    return cpuByService(stack, services);
  }

  async start(stack: Stack, service: ServiceDefinition, signal: AbortSignal): Promise<void> {
    const context = hostContext(stack, service);
    const { local } = asLocal(service);
    await makeFolders(context, local);
    if (local.kind === 'java') await linkJars(local, this.libraryOf(local.module), context.dir);
    const commands = await this.commandsOf(asLocal(service), context);
    // A service that starts JVMs of its own uses ours.
    const home = local.kind === 'java' ? { JAVA_HOME: (await this.javaFor(local)).home } : {};
    const environment = { ...home, ...local.environment?.(context) };
    if (commands.initialise) await initialise(commands.initialise, context.dir, environment, signal);
    signal.throwIfAborted();
    const relay = service.relayed && (await startRelay(service, context));
    await writeJob(context.dir, { command: commands.run, environment });
    const launched = await launch(commands.run, context.dir, logPath(context.dir), environment);
    this.exits.set(context.dir, launched.exited);
    await writeEntry(context.dir, {
      process: launched.process,
      ...(relay && { relay }),
      configHash: await configHash(stack, service),
      startedAt: new Date().toISOString(),
    });
  }

  async exited(stack: Stack, service: ServiceDefinition, signal: AbortSignal): Promise<Exit> {
    const { dir } = hostContext(stack, service);
    const ours = this.exits.get(dir);
    if (ours) return interruptible(ours, signal);
    const entry = await readEntry(dir);
    return entry ? watch(entry.process, signal) : { code: undefined, signal: undefined };
  }

  async ready(stack: Stack, service: ServiceDefinition, startedInMs: number): Promise<void> {
    const { dir } = hostContext(stack, service);
    const entry = await readEntry(dir);
    if (entry) await writeEntry(dir, { ...entry, startedInMs });
  }

  async guard(stack: Stack, service: ServiceDefinition): Promise<void> {
    const { dir } = hostContext(stack, service);
    await (service.restart ? startKeeper(service.name, dir) : endKeeper(dir));
  }

  async stop(stack: Stack, service: ServiceDefinition): Promise<void> {
    const { dir } = hostContext(stack, service);
    await endKeeper(dir);
    const entry = await readEntry(dir);
    const { stopGraceMs = 10_000, stopSignal } = asLocal(service).local;
    if (entry) await terminate(entry.process, stopGraceMs, stopSignal);
    await this.endStrays(dir);
    await this.endStrays(archiveJobDir(stack));
    this.exits.delete(dir);
    await rm(join(dir, 'tmp'), { recursive: true, force: true });
    await deleteEntry(dir);
  }

  async signal(stack: Stack, service: ServiceDefinition, name: NodeJS.Signals): Promise<void> {
    await signalService(hostContext(stack, service).dir, name);
  }

  logs(stack: Stack, services: ServiceDefinition[], options: LogOptions): AsyncIterable<LogLine[]> {
    return mergedLogs(
      services.map(({ name }) => ({ service: name, path: logPath(join(stack.dir, name)) })),
      options,
    );
  }

  logsBelow(
    stack: Stack,
    service: ServiceDefinition,
    folder: string,
    options: LogOptions,
  ): AsyncIterable<LogLine[]> {
    return linesBelow(join(stack.dir, service.name, folder), options);
  }

  async countChildren(stack: Stack, service: ServiceDefinition, text: string): Promise<number> {
    return (await childrenOf(hostContext(stack, service).dir, text)).length;
  }

  async killChildren(stack: Stack, service: ServiceDefinition, text: string): Promise<number> {
    const children = await childrenOf(hostContext(stack, service).dir, text);
    await Promise.all(children.map(kill));
    return children.length;
  }

  async runJava(stack: Stack, service: ServiceDefinition, job: JavaJob): Promise<Exit> {
    const { local, name } = asLocal(service);
    if (local.kind !== 'java') throw new StreamkitError('INTERNAL', `${name} is not a JVM service.`);
    const never = new AbortController().signal;
    await this.prepare(stack, [service], { offline: true, signal: never, onProgress: () => undefined });
    const java = await this.javaFor(local);
    const library = this.libraryOf(local.module);
    const archive = archivePath(this.home.cache, instanceOf(service).of, java, library);
    const command = jobCommand(java, library, job, await usableArchive(archive));
    return runJob(command, hostContext(stack, service).dir, job);
  }

  async settle(stack: Stack, services: ServiceDefinition[]): Promise<void> {
    const requests = await Promise.all(
      services.map(async (service) => {
        const { name, local } = asLocal(service);
        const library = this.libraries.get(local.module);
        const entry = await readEntry(join(stack.dir, name));
        if (local.kind !== 'java' || local.archive === false || !library || !entry) return [];
        const java = await this.javaFor(local);
        const archive = archivePath(this.home.cache, instanceOf(service).of, java, library);
        if (!(await isThere(java.jcmd))) return [];
        return (await usableArchive(archive)) ? [] : [{ pid: entry.process.pid, jcmd: java.jcmd, archive }];
      }),
    );
    // All instances of a service share one archive.
    const archives = new Map(requests.flat().map((request) => [request.archive, request]));
    if (archives.size > 0) await makeArchives([...archives.values()], archiveJobDir(stack));
  }

  async discard(stack: Stack, service: ServiceDefinition): Promise<void> {
    await deleteFolder(hostContext(stack, service).dir);
  }

  async remove(stack: Stack): Promise<void> {
    await deleteFolder(stack.dir);
  }

  private async commandsOf(service: LocalService, context: RecipeContext): Promise<ServiceCommands> {
    const { local } = service;
    if (local.kind === 'program') return programCommands(local, context, this.libraries.get(local.module));
    const java = await this.javaFor(local);
    const library = this.libraryOf(local.module);
    const archive = archivePath(this.home.cache, instanceOf(service).of, java, library);
    return javaCommands(java, library, local, context, await usableArchive(archive));
  }

  /** Ends what carries the service's marker: processes of a start that was cut off, and children left behind. */
  private async endStrays(dir: string): Promise<void> {
    const strays = (await markedProcesses()).filter(({ marker }) => marker === dir);
    await Promise.all(strays.map(async ({ process }) => kill(process)));
  }

  private javaFor(recipe: LocalRecipe): Promise<Java> {
    const range = javaRange(recipe);
    const key = `${range.min}-${range.max}`;
    const known = this.javas.get(key) ?? findJava(range);
    this.javas.set(key, known);
    return known;
  }

  private libraryOf(module: string): Library {
    const library = this.libraries.get(module);
    if (!library) throw new StreamkitError('INTERNAL', `The files of ${module} were not prepared.`);
    return library;
  }
}

/** Not a folder: the marker of the process that makes the stack's archives. */
function archiveJobDir(stack: Stack): string {
  return join(stack.dir, 'archive-job');
}
