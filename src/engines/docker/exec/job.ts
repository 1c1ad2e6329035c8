import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { eachOf } from '../../../shared/each-of.js';
import { StreamkitError } from '../../../shared/errors.js';
import type { ContainerFile } from '../../../services/docker-recipe.js';
import type { ServiceDefinition } from '../../../services/types.js';
import type { Exit, JavaJob, Stack } from '../../engine.js';
import { containerOptions, type ContainerOptions } from '../containers/container-options.js';
import { createRequest } from '../containers/create-request.js';
import { dockerFailure } from '../daemon/failure.js';
import { linesOf } from './logs.js';
import { labels, stackLabels } from '../containers/names.js';
import { exitOf } from '../containers/observe.js';
import { putFiles } from '../containers/put-files.js';
import { removeContainer } from '../containers/resources.js';

export interface Job {
  /** Ends the container's name: one at a time of the same purpose would clash. */
  purpose: string;
  command: string[];
  environment: Record<string, string>;
  folders: string[];
  workingFolder: string;
  /** Whom the program runs as, `UID:GID`; as the image says where it is not said. */
  user: string | undefined;
  signal: AbortSignal;
  onLine: (line: string) => void;
}

/** The container in which a Java program of the user's runs: a service's image, the user's folders, the stack's network. */
export function javaJob(stack: Stack, service: ServiceDefinition, job: JavaJob, me: string): Job {
  const form = service.docker.job;
  if (!form) throw new StreamkitError('INTERNAL', `${service.name} runs no programs of users.`);
  const { command, environment } = form(job);
  const here = process.cwd();
  return {
    purpose: 'job',
    command,
    environment: { ...userEnvironment(process.env), ...environment, ...job.environment },
    // What the program names by path must be there under the same path.
    folders: [stack.dir, stack.exchange, here, ...job.jars.map(dirname)].filter((path) => path !== '/'),
    workingFolder: here,
    user: me,
    signal: job.signal,
    onLine: job.onLine,
  };
}

/** Runs a command to its end in a container of its own, made from a service's, which is removed afterwards. */
export async function runBeside(
  docker: Docker,
  stack: Stack,
  service: ServiceDefinition,
  job: Job,
): Promise<Exit> {
  const [options] = containerOptions(stack, service);
  if (!options) throw new StreamkitError('INTERNAL', `${service.name} has no container.`);
  const { signal } = job;
  let id: string | undefined;
  try {
    const container = await docker.createContainer(request(stack, options, job));
    id = container.id;
    await putFiles(container, readableFor(job.user, options.files), job.user);
    signal.throwIfAborted();
    const output = await container.attach({ stream: true, stdout: true, stderr: true });
    const ended = container.wait({ condition: 'next-exit' } as Docker.ContainerWaitOptions);
    ended.catch(() => undefined);
    await container.start();
    const stop = () => {
      container.stop({ t: 10 }).catch(() => undefined);
    };
    signal.addEventListener('abort', stop, { once: true });
    for await (const line of eachOf(linesOf(Readable.from(output)))) job.onLine(line);
    await ended;
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    return await exitOf(docker, container.id);
  } catch (error) {
    signal.throwIfAborted();
    throw dockerFailure(error, `running ${job.command[0] ?? ''} in a container`, { service: service.name });
  } finally {
    if (id !== undefined) await removeContainer(docker, id);
  }
}

function request(stack: Stack, options: ContainerOptions, job: Job): Docker.ContainerCreateOptions {
  const beside: ContainerOptions = {
    ...options,
    name: `${options.name}-${job.purpose}-${process.pid}-${Date.now().toString(36)}`,
    hostname: `${options.hostname}-${job.purpose}`,
    command: [],
    environment: { ...jobEnvironment, ...job.environment },
    ports: [],
    volumes: {},
    folders: [...new Set(job.folders)],
    // Without the label of a service: `up` does not manage it, but it is deleted with the stack.
    labels: { ...stackLabels(stack), [labels.service]: job.purpose },
    user: job.user === undefined ? undefined : 'me',
  };
  return {
    ...createRequest(beside, job.user ?? ''),
    // Some images run what they always run, whatever the command.
    Entrypoint: job.command,
    WorkingDir: job.workingFolder,
  };
}

/** The user's own variables, but for those that say how this machine, and not the image, is set up. */
function userEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const ofMachine =
    /^(PATH|HOME|PWD|OLDPWD|SHLVL|SHELL|USER|LOGNAME|HOSTNAME|TERM|TMPDIR|MAIL|EDITOR|LANG|CLASSPATH|_)$|^(LC|LD|JAVA|JDK|MAVEN|DOCKER|NODE|npm|XDG|SSH|GPG|DBUS|STREAMKIT)(_|$)/;
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || ofMachine.test(name) ? [] : [[name, value]],
    ),
  );
}

/** A home that any user may write to: some launchers insist on one. */
const jobEnvironment = { HOME: '/tmp' };

function readableFor(user: string | undefined, files: ContainerFile[]): ContainerFile[] {
  if (user === undefined) return files;
  return files.map((file) => ({ ...file, owner: Number(user.split(':')[0]) }));
}
