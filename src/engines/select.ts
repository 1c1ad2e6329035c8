import { StreamkitError } from '../errors.js';
import type { Home } from '../home.js';
import type { Engine, EngineName } from './engine.js';

/**
 * The engine for a stack. A stack keeps its engine; for a new one `auto` is the local engine.
 * @throws StreamkitError USAGE when another engine is asked for by name than the stack was made with
 */
export async function selectEngine(
  home: Home,
  asked: EngineName | 'auto' | undefined,
  kept: EngineName | undefined,
): Promise<Engine> {
  if (kept !== undefined && asked !== undefined && asked !== 'auto' && asked !== kept) {
    throw new StreamkitError(
      'USAGE',
      `This stack runs on the ${kept} engine; it cannot change to ${asked}.`,
      {
        suggestions: ['Use another --stack, or delete this one first: streamkit down --data'],
      },
    );
  }
  if ((kept ?? asked) === 'docker') {
    throw new StreamkitError('DOCKER_UNAVAILABLE', 'This version of streamkit has no Docker engine yet.', {
      suggestions: ['Leave --engine out, or say --engine local: the same services run as plain processes.'],
    });
  }
  const { LocalEngine } = await import('./local/engine.js');
  return new LocalEngine(home);
}
