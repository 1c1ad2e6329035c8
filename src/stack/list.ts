import type { Home } from '../shared/home.js';
import { StreamkitError } from '../shared/errors.js';
import { readRecord, stackNames } from './record/record.js';
import type { Session } from './session.js';
import { status, type StackStatus } from './status.js';

/** The names of the stacks that exist, damaged ones included. */
export async function existingStacks(home: Home): Promise<string[]> {
  const names = await stackNames(home);
  const there = await Promise.all(
    names.map(async (name) =>
      readRecord(home, name).then(
        (record) => record !== undefined,
        () => true,
      ),
    ),
  );
  return names.filter((_, index) => there[index]);
}

/** The status of one stack in a list: what is wrong with one stack, or its engine, does not hide the others. */
export async function listedStatus(session: Session): Promise<StackStatus> {
  try {
    await readRecord(session.home, session.name);
    return await status(session);
  } catch (error) {
    if (!(error instanceof StreamkitError) || !tolerated.includes(error.code)) throw error;
    const { name: stack, engine, kafkaMode } = session;
    return { stack, engine: engine.name, kafkaMode, services: [], problem: error.message };
  }
}

const tolerated = ['DOCKER_UNAVAILABLE', 'STACK_DAMAGED', 'STACK_NEWER'];
