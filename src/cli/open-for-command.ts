import { StreamkitError } from '../shared/errors.js';
import { openHome } from '../shared/home.js';
import { explainSilence } from '../shared/silence.js';
import type { Session, SessionOptions } from '../stack/session.js';
import { suspension } from '../stack/while-responsive.js';

export interface CommandAtContext {
  /** As it is typed. */
  name: string;
  /** Whether it works on remote clusters. */
  accepts: boolean;
  /** Whether it changes them. */
  writes: boolean;
  /** Whether it deletes or overwrites, so that it asks first. */
  destroys: boolean;
  allowWrite: boolean;
  yes: boolean;
  /** Whether there is a terminal. */
  canAsk: boolean;
  /** Of --context. */
  flag: string | undefined;
  /** Whether --stack was given. */
  stackGiven: boolean;
  /** Called with a line that names the context. */
  onContext: (text: string) => void;
}

/** They write much, or break services on purpose: they never use a context that the user forgot. */
const localOnly = new Set(['smoke', 'compare', 'drill', 'generate', 'dev']);

/**
 * Opens a session for a command: of the selected context if the command works on remote clusters, else of a stack.
 * @throws StreamkitError CONTEXT_READ_ONLY, USAGE for a command that refuses remote contexts
 */
export async function openForCommand(
  open: (options: SessionOptions) => Promise<Session>,
  command: CommandAtContext,
  options: SessionOptions,
): Promise<Session> {
  if (!command.accepts) {
    const refuses = localOnly.has(command.name.split(' ')[0] ?? '') && !command.stackGiven;
    if (refuses) await refuseRemote(command.name, options);
    return open(options);
  }
  const session = await open({ ...options, remote: { flag: command.flag } });
  const { context } = session;
  if (!context) {
    explainSilence(async (service) => suspension(session, service));
    return session;
  }
  if (command.writes && context.readOnly && !command.allowWrite) {
    throw new StreamkitError(
      'CONTEXT_READ_ONLY',
      `Context ${context.name} is read-only: ${command.name} would change it.`,
      { suggestions: ['Add --allow-write to allow it for this command.'] },
    );
  }
  const access = context.readOnly && !command.allowWrite ? 'read-only' : 'writable';
  command.onContext(`Context ${context.name} (${access}): ${context.cluster.brokers.join(',')}`);
  if (command.destroys && !command.yes) await confirmContext(command, context.name);
  return session;
}

/** The name is typed, so that nobody confirms for another cluster. */
async function confirmContext({ name, canAsk }: CommandAtContext, context: string): Promise<void> {
  const what = `${name} changes the remote context ${context}.`;
  if (!canAsk) {
    throw new StreamkitError('USAGE', `${what} Not a terminal: cannot prompt.`, {
      suggestions: ['Add --yes to confirm.'],
    });
  }
  const { default: inquirer } = await import('inquirer');
  const { typed } = await inquirer.prompt<{ typed: string }>([
    { type: 'input', name: 'typed', message: `${what} Type the name of the context to confirm:` },
  ]);
  if (typed !== context) throw new StreamkitError('INTERRUPTED', 'Nothing was changed.');
}

async function refuseRemote(name: string, { environment, cwd }: SessionOptions): Promise<void> {
  const { selectedContext } = await import('../contexts/select.js');
  const { loadConfig } = await import('../config/config.js');
  const { context: project } = await loadConfig(cwd);
  const wishes = { flag: undefined, environment: environment['STREAMKIT_CONTEXT'], project };
  const selected = await selectedContext(openHome(environment), wishes);
  if (selected === undefined) return;
  throw new StreamkitError(
    'USAGE',
    `${name} works on local stacks only, and the context ${selected} is selected.`,
    { suggestions: ['Add --stack NAME to use a local stack.'] },
  );
}
