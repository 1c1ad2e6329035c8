import { messageOf } from '../../src/shared/errors.js';
import { attempt, type Attempt } from './attempt.js';
import { Skipped, type Fault, type Place } from './fault.js';
import type { FaultHome } from './home.js';
import { cacheFaults } from './kinds/cache.js';
import { commandFaults } from './kinds/commands.js';
import { diskFaults } from './kinds/disk.js';
import { portFaults } from './kinds/ports.js';
import { serviceFaults } from './kinds/services.js';
import { stateFaults } from './kinds/state.js';
import { togetherFaults } from './kinds/together.js';
import { remains } from './left-behind.js';
import { Places } from './places.js';
import { Random } from './random.js';

export const allFaults: Fault[] = [
  ...commandFaults,
  ...serviceFaults,
  ...diskFaults,
  ...portFaults,
  ...cacheFaults,
  ...stateFaults,
  ...togetherFaults,
];

const order: Place[] = ['smallDisk', 'ownCache', 'usual'];

/** Faults one after another, each with choices of its own that only the seed and the round decide. */
export class Campaign {
  readonly attempts: Attempt[] = [];
  readonly leftInTheEnd: string[] = [];

  private constructor(
    private readonly places: Places,
    readonly seed: number,
  ) {}

  static async open(seed: number): Promise<Campaign> {
    return new Campaign(await Places.open(), seed);
  }

  /** The faults of a round in its order: the usual place comes last, so that the others are looked at again much later. */
  orderOf(round: number, faults: Fault[]): Fault[] {
    const shuffled = Random.of(this.seed, 'order', round).shuffled(faults);
    const rank = ({ place = 'usual' }: Fault) => order.indexOf(place);
    return shuffled.sort((a, b) => rank(a) - rank(b));
  }

  async try(fault: Fault, round: number): Promise<Attempt> {
    const random = Random.of(this.seed, fault.name, round);
    const done = await this.places.at(fault.place ?? 'usual').then(
      async (home) => attempt(fault, home, random),
      (error: unknown) => skipped(fault, error),
    );
    this.attempts.push(done);
    return done;
  }

  /** Deletes every stack. @returns what is left of them all the same */
  async deleteAll(): Promise<string[]> {
    const left: string[] = [];
    for (const home of await this.places.opened()) {
      const ports = await home.ports();
      left.push(...(await this.lookAgain(home)));
      const { exitCode, output } = await home.run(['down', '--all', '--data', '--yes']);
      if (exitCode !== 0) left.push(`down --data ended with ${exitCode ?? '?'}:\n${output}`);
      left.push(...home.complaints.splice(0));
      left.push(
        ...(await remains(
          home,
          ports.map(({ port }) => port),
        )),
      );
      home.keepsakes.forget();
    }
    this.leftInTheEnd.push(...left);
    return left;
  }

  /** Some losses come late: Kafka first looks for records that are too old half a minute after its start. */
  private async lookAgain(home: FaultHome): Promise<string[]> {
    const lost = await home.keepsakes.lost().catch((error: unknown) => [messageOf(error)]);
    return lost.map((one) => `lost in the end: ${one}`);
  }

  async close(): Promise<void> {
    await this.places.close();
  }
}

function skipped({ name }: Fault, error: unknown): Attempt {
  if (!(error instanceof Skipped)) throw error;
  return {
    fault: name,
    what: '',
    outcome: 'skipped',
    lost: [],
    leftBehind: [],
    trouble: [error.message],
    seconds: 0,
  };
}
