import { StreamkitError } from '../shared/errors.js';
import type { Home } from '../shared/home.js';
import type { Engine, EngineName } from './engine.js';
import type { Prospect } from './prospect.js';
import { suggest } from '../shared/suggestion.js';

/** What is known of the engine that a stack shall have. */
export interface EngineWish {
  home: Home;
  environment: NodeJS.ProcessEnv;
  /** By flag, environment or streamkit.yml. */
  asked: EngineName | 'auto' | undefined;
  /** The one that the stack was made with. */
  kept: EngineName | undefined;
}

/**
 * The engine for a stack. A stack keeps its engine; for a new one `auto` takes Docker where a daemon answers and every
 * image is at hand, else the local engine.
 * @param prospect of a stack that is about to be made; none for a command that only looks
 * @throws StreamkitError USAGE when another engine is asked for by name than the stack was made with
 */
export async function selectEngine(wish: EngineWish, prospect: Prospect | undefined): Promise<Engine> {
  const { home, environment, asked, kept } = wish;
  if (kept !== undefined && asked !== undefined && asked !== 'auto' && asked !== kept) {
    throw new StreamkitError('USAGE', `The stack uses the ${kept} engine and cannot change to ${asked}.`, {
      suggestions: ['Use another --stack.', suggest('Delete this stack first', 'down', '--data')],
    });
  }
  const chosen = async () => (prospect ? choose(environment, prospect, asked === 'auto') : 'local');
  const name = namedEngine(wish) ?? (await chosen());
  return name === 'docker' ? openDocker(environment) : openLocal(home);
}

/** The engines that a stack may run on: the one it has, or that was asked for, else every one. */
export async function possibleEngines(wish: EngineWish): Promise<Engine[]> {
  const named = namedEngine(wish);
  return Promise.all([
    ...(named === 'local' ? [] : [openDocker(wish.environment)]),
    ...(named === 'docker' ? [] : [openLocal(wish.home)]),
  ]);
}

function namedEngine({ asked, kept }: EngineWish): EngineName | undefined {
  return kept ?? (asked === 'auto' ? undefined : asked);
}

async function openLocal(home: Home): Promise<Engine> {
  const { LocalEngine } = await import('./local/engine.js');
  return new LocalEngine(home);
}

async function openDocker(environment: NodeJS.ProcessEnv): Promise<Engine> {
  const { DockerEngine } = await import('./docker/engine.js');
  const { findDaemon } = await import('./docker/daemon/daemon.js');
  return new DockerEngine(async () => findDaemon(environment));
}

async function choose(
  environment: NodeJS.ProcessEnv,
  prospect: Prospect,
  explicitly: boolean,
): Promise<EngineName> {
  const { noDaemonAnswers, whyNotDocker } = await import('./docker/daemon/why-not.js');
  const reason = await whyNotDocker(environment, prospect);
  if (reason === undefined)
    prospect.onChoice(
      'Docker runs this stack: its daemon answers, and every image is here or can be pulled.',
    );
  // Where there is no Docker, and nobody spoke of it, there is nothing to tell.
  else if (explicitly || reason !== noDaemonAnswers)
    prospect.onChoice(`Using local processes instead of Docker: ${reason}.`);
  return reason === undefined ? 'docker' : 'local';
}
