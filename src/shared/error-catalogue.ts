import { connectionErrors } from './error-texts/connection-error-catalogue.js';
import { setupErrors } from './error-texts/setup-error-catalogue.js';
import { exitCodes, type ErrorCode } from './errors.js';

/** What `streamkit explain CODE` and docs/errors.md say about an error code. */
export interface ErrorExplanation {
  code: ErrorCode;
  exitCode: number;
  /** One or two sentences. */
  meaning: string;
  causes: string[];
  /** Most useful first. */
  fixes: string[];
}

type Text = Omit<ErrorExplanation, 'code' | 'exitCode'>;

const texts: Record<ErrorCode, Text> = {
  ...connectionErrors,
  ...setupErrors,
  INTERNAL: {
    meaning: 'streamkit met an error that it does not expect. This is a bug in streamkit.',
    causes: ['A case that the code does not handle.'],
    fixes: [
      'Run the command again with `--debug` and report the stack trace that it prints.',
      'Run `streamkit doctor`: a problem of the machine may be the trigger.',
    ],
  },
  USAGE: {
    meaning: 'The command line is not valid: an unknown command or flag, or a value that does not fit.',
    causes: [
      'A mistyped command, flag, service or template.',
      'Flags that cannot be combined.',
      'An input file that is not in the expected format.',
    ],
    fixes: [
      'Run the command with `--help`: it lists arguments, flags and examples.',
      'Follow the suggestion in the message.',
    ],
  },
  CONFIG_INVALID: {
    meaning:
      'streamkit.yml cannot be read or contains a setting that is not valid. The message names the line.',
    causes: [
      'YAML syntax, such as a tab or a missing bracket.',
      'An unknown setting or a wrong type of value.',
    ],
    fixes: ['Fix the line in the message.', 'Create a new file: `streamkit init --force`.'],
  },
  OFFLINE: {
    meaning: 'A file is missing, and `--offline` forbids downloading it.',
    causes: ['The service was never downloaded on this machine.'],
    fixes: ['With a network, run `streamkit fetch SERVICE` once.', 'Run the command without `--offline`.'],
  },
  PORT_TAKEN: {
    meaning: 'A port that a service needs is in use. The message names the process or stack that uses it.',
    causes: ['Another stack, an installed copy of the same service, or another program.'],
    fixes: [
      'Use free ports: `streamkit up --ports auto`.',
      'Use another port: `streamkit up --port SERVICE=NUMBER`.',
      'Stop the other program.',
    ],
  },
  DISK_FULL: {
    meaning: 'The file system has no space left, or a quota is reached.',
    causes: ['Data of stacks that are no longer used.', 'Downloads and logs.'],
    fixes: [
      'Delete the data of a stack: `streamkit list`, then `streamkit down --data --stack NAME`.',
      'Delete the cache: it is downloaded again when needed (`~/.streamkit/cache`).',
      'Move streamkit to another disk: `STREAMKIT_HOME=FOLDER`.',
    ],
  },
  DOCKER_UNAVAILABLE: {
    meaning: 'The Docker engine was requested, but no Docker daemon responds.',
    causes: [
      'Docker is not installed or not running.',
      '`DOCKER_HOST` or the current Docker context points to another machine, which streamkit does not support.',
      'Your user has no permission to use the Docker socket.',
    ],
    fixes: [
      'Start Docker and check it with `docker info`.',
      'Run the services as local processes: `--engine local`.',
    ],
  },
  DOCKER_REFUSED: {
    meaning: 'The Docker daemon rejected a request. The message contains its reason.',
    causes: ['A setting of the daemon, a limit, or an incompatible version.'],
    fixes: ['Follow the reason of the daemon.', 'Run `streamkit doctor`.'],
  },
  IMAGE_UNAVAILABLE: {
    meaning: 'An image cannot be pulled, or it does not run on this machine.',
    causes: ['No network or a registry that requires a login.', 'A wrong image name or platform.'],
    fixes: [
      'Check the image name, and run `docker pull IMAGE` by hand.',
      'Use another image: `streamkit up --image SERVICE=NAME:TAG`.',
    ],
  },
  NAME_TAKEN: {
    meaning: 'A container, network or volume of this name exists and does not belong to the stack.',
    causes: ['Another tool created it.'],
    fixes: [
      'Remove it with `docker rm`, `docker network rm` or `docker volume rm`, or use another `--stack`.',
    ],
  },
  STACK_BUSY: {
    meaning: 'Another streamkit command is changing the same stack. Only one can do so at a time.',
    causes: ['An `up`, `down` or `restart` is running in another terminal.'],
    fixes: ['Wait until it ends. The message names its process id.'],
  },
  NO_FREE_SLOT: {
    meaning: 'Storm, Flink or Spark has no free slots or cores for a job.',
    causes: ['Other jobs use them.', 'The parallelism of the job is larger than what the stack has.'],
    fixes: [
      'Cancel a job: `streamkit job list`, then `streamkit job cancel NAME`.',
      'Add slots: `streamkit up flink --scale flink-taskmanager=2`, `streamkit up storm --scale supervisor=2`.',
    ],
  },
  STACK_DAMAGED: {
    meaning: 'The record of a stack cannot be read, so streamkit does not know which processes belong to it.',
    causes: ['The file was edited or truncated.', 'The disk failed.'],
    fixes: [
      'Delete the stack and create it again: `streamkit down --data --stack NAME`, then `streamkit up`.',
    ],
  },
  STACK_NEWER: {
    meaning: 'The stack was created by a newer version of streamkit, whose record this version cannot read.',
    causes: ['streamkit was downgraded, or two versions use the same home folder.'],
    fixes: ['Use the newer version.', 'Use another stack: `--stack NAME`.'],
  },
  FILE_UNUSABLE: {
    meaning: 'A file or folder cannot be read or written. The message names the path and the reason.',
    causes: [
      'Permission denied, often after a command with `sudo`.',
      'A read-only file system.',
      'A wrong type of file.',
    ],
    fixes: ['Fix owner and permissions as the message says.', 'Use another folder: `STREAMKIT_HOME=FOLDER`.'],
  },
  ROOT_REFUSED: {
    meaning:
      'A service refuses to run as root, and this machine forbids the user namespace that would solve it.',
    causes: ['PostgreSQL never runs as root, and containers often forbid `unshare --user`.'],
    fixes: ['Run streamkit as a user other than root.', 'Use containers: `--engine docker`.'],
  },
  SYSTEM_REFUSED: {
    meaning: 'The operating system refused something else than a file: a port, a process, memory.',
    causes: [
      'The stack was started by another user, often with `sudo`.',
      'A port below 1024, which only root may use.',
      'A limit of the shell or of the container: open files, processes, memory.',
    ],
    fixes: ['Run the command as the user who started the stack.', 'Raise the limit that the message names.'],
  },
  SERVICE_DIED: {
    meaning: 'A service, connector or worker ended while it was starting or running.',
    causes: ['The last log lines in the message show the cause.', 'The machine ran out of memory.'],
    fixes: [
      'Read the log: `streamkit logs SERVICE`.',
      'Start it again with its data: `streamkit up`.',
      'Run `streamkit doctor`.',
    ],
  },
  SERVICE_NOT_READY: {
    meaning: 'A service is running, but did not become ready in time.',
    causes: ['A slow or busy machine.', 'A service that waits for another one.'],
    fixes: [
      'Wait longer: `streamkit up --timeout 10m`, or watch it: `streamkit status --watch`.',
      'Read its log: `streamkit logs SERVICE`.',
    ],
  },
  RECORDS_DAMAGED: {
    meaning: 'Records of a topic cannot be decoded: a batch is corrupt.',
    causes: ['A damaged log segment.', 'A producer that wrote an invalid batch.'],
    fixes: ['Skip the batch: `streamkit consume TOPIC --offset NUMBER`.'],
  },
  SMOKE_FAILED: {
    meaning: 'A step of a smoke pipeline failed.',
    causes: ['A service is unhealthy, or a check did not see what it expected.'],
    fixes: ['Look at the folder that the message names: it contains logs, status and settings of the run.'],
  },
  EXPECTATION_FAILED: {
    meaning: 'A check that you asked for failed, such as `consume --expect` or `schema check`.',
    causes: ['Fewer records than expected arrived in time.', 'A schema is not compatible.'],
    fixes: ['Check the input, or wait longer: `--within 1m`.'],
  },
  APPLY_REFUSED: {
    meaning:
      'streamkit.yml describes a change that cannot be made without losing data, or not at all. Nothing was changed.',
    causes: ['Fewer partitions, an incompatible schema, or an SQL script that was changed after it ran.'],
    fixes: ['Run `streamkit diff`: it lists each refused change with its reason and how to fix it.'],
  },
  BUILD_FAILED: {
    meaning: 'The build command of a job or program in streamkit.yml failed. What runs was left as it is.',
    causes: ['An error in the sources.', 'The build command or a tool that it needs is missing.'],
    fixes: ['Fix the error in the message.', 'Run the build command in the source folder.'],
  },
  JOB_FAILED: {
    meaning: 'The code of a job failed when the job was started. The job does not run.',
    causes: [
      'Its main class threw an exception, or refused an argument.',
      'A class is missing, or the jar was built for another version of the product, of Scala or of Java.',
    ],
    fixes: ['Fix the error in the message.', 'See the log: `streamkit job logs NAME`.'],
  },
  COMMAND_FAILED: {
    meaning:
      'A command of `commands` in streamkit.yml failed, or did not create the file that `creates` names.',
    causes: ['A tool that it needs is missing.', 'The command or its input has an error.'],
    fixes: ['Fix the error in the message, then run `streamkit apply`: it runs again.'],
  },
  NOT_FOUND: {
    meaning:
      'Something that the command names does not exist: a topic, group, schema, connector, path or file.',
    causes: ['A mistyped name.', 'It is in another stack: check `--stack`.'],
    fixes: ['Follow the "Did you mean" suggestion.', 'List what exists, for example `streamkit topic list`.'],
  },
  ALREADY_EXISTS: {
    meaning: 'Something of this name already exists.',
    causes: ['An earlier run created it.'],
    fixes: [
      'Use another name, delete it, or add `--force`, `--update` or `--if-not-exists` if the command has it.',
    ],
  },
  INTERRUPTED: {
    meaning: 'The command was canceled by Ctrl-C or a signal, or a question was answered with no.',
    causes: ['You, or a time limit of a CI system.'],
    fixes: ['Run the command again: `up` and `down` continue from any state.'],
  },
};

/** All codes, in the order of their exit codes. */
export const errorCodes = Object.keys(exitCodes) as ErrorCode[];

export function explain(code: ErrorCode): ErrorExplanation {
  return { code, exitCode: exitCodes[code], ...texts[code] };
}
