import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteFolder } from '../../shared/files.js';
import { interruptible } from '../../shared/interruptible.js';
import type { Home } from '../../shared/home.js';
import { asLocal } from '../../services/catalogue.js';
import type { LocalRecipe, LocalService, RecipeContext, ServiceDefinition } from '../../services/types.js';
import type {
  Engine,
  Exit,
  Finding,
  JavaJob,
  JobJvms,
  LogLine,
  LogOptions,
  Observation,
  PrepareOptions,
  Stack,
} from '../engine.js';
import { instanceOf } from '../../services/instances.js';
import { hostContext } from '../host-context.js';
import { archiveServices } from './java/archive-services.js';
import { archiveJobDir, archivePath, usableArchive, type Jvm } from './java/archive.js';
import { configHash } from './config-hash.js';
import { childrenOf } from './process/children.js';
import type { ServiceCommands } from './process/commands.js';
import { diagnoseLocal } from './diagnose.js';
import { linkJars, makeFolders } from './folders.js';
import { initialise } from './initialise.js';
import { javaCommands, jobCommand } from './java/java-command.js';
import { localJobJvms } from './java/job-jvms.js';
import { runJob } from './java/job.js';
import { modulesOf } from './java/modules.js';
import { Runtimes } from './java/runtimes.js';
import { writeJob } from './keeper/job.js';
import { endKeeper, startKeeper } from './keeper/start-keeper.js';
import { programCommands } from './library/program.js';
import { deleteEntry, readEntry, writeEntry } from './process/ledger.js';
import { missingModules } from './library/library.js';
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
  readonly jobJvms: JobJvms;
  private readonly runtimes: Runtimes;
  private readonly exits = new Map<string, Promise<Exit>>();

  constructor(private readonly home: Home) {
    this.runtimes = new Runtimes(home.cache);
    this.jobJvms = localJobJvms(home.cache, this.runtimes);
  }

  async diagnose(_stack: Stack, services: ServiceDefinition[]): Promise<Finding[]> {
    const locals = services.map(asLocal);
    const modules = (await modulesOf(locals)).map(({ module }) => module);
    const folders = [this.home.cache, this.home.stacks];
    return diagnoseLocal(locals, await missingModules(modules, this.home.cache), folders);
  }

  async prepare(_stack: Stack, services: ServiceDefinition[], options: PrepareOptions): Promise<void> {
    const locals = services.map(asLocal);
    await refuseUnfit(this.home, locals);
    await this.runtimes.prepare(locals, options);
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
    const commands = await this.commandsOf(asLocal(service), context);
    const forChildren = await this.equipChildren(local, context.dir);
    const environment = { ...forChildren, ...local.environment?.(context) };
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
    const jvm = await this.runtimes.prepared(service);
    const command = jobCommand(jvm, job, await this.archiveOf(service, jvm));
    return runJob(command, hostContext(stack, service).dir, job);
  }

  async settle(stack: Stack, services: ServiceDefinition[]): Promise<void> {
    await archiveServices(stack, services, this.runtimes, this.home.cache);
  }

  async discard(stack: Stack, service: ServiceDefinition): Promise<void> {
    await deleteFolder(hostContext(stack, service).dir);
  }

  async remove(stack: Stack): Promise<void> {
    await deleteFolder(stack.dir);
  }

  private async commandsOf(service: LocalService, context: RecipeContext): Promise<ServiceCommands> {
    const { local } = service;
    if (local.kind === 'program') return programCommands(local, context, this.runtimes.library(local.module));
    const jvm = await this.runtimes.jvmOf(local);
    return javaCommands(jvm, local, context, await this.archiveOf(service, jvm));
  }

  private async archiveOf(service: ServiceDefinition, jvm: Jvm): Promise<string | undefined> {
    return usableArchive(archivePath(this.home.cache, instanceOf(service).of, jvm));
  }

  /** For a service that starts JVMs of its own: links to jars, and variables. */
  private async equipChildren(local: LocalRecipe, dir: string): Promise<Record<string, string>> {
    if (local.kind !== 'java') return {};
    const { java, library } = await this.runtimes.jvmOf(local);
    await linkJars(local, library, dir);
    const { classPathVariable } = local;
    const jars = classPathVariable === undefined ? {} : { [classPathVariable]: library.jars.join(':') };
    return { JAVA_HOME: java.home, ...jars };
  }

  /** Ends what carries the service's marker: processes of a start that was cut off, and children left behind. */
  private async endStrays(dir: string): Promise<void> {
    const strays = (await markedProcesses()).filter(({ marker }) => marker === dir);
    await Promise.all(strays.map(async ({ process }) => kill(process)));
  }
}
