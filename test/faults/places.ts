import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { kill } from '../../src/engines/local/process/process.js';
import { markedProcesses } from '../../src/engines/local/process/process-table.js';
import { isThere } from '../../src/shared/files.js';
import { homeAt } from '../support/cli.js';
import { Skipped, type Place } from './fault.js';
import { FaultHome } from './home.js';

const smallDiskMb = 64;

/** The homes of a run, each made when it is first needed. */
export class Places {
  private readonly homes = new Map<Place, Promise<FaultHome>>();
  private readonly mounts: string[] = [];

  private constructor(readonly dir: string) {}

  static async open(): Promise<Places> {
    return new Places(await mkdtemp(join(tmpdir(), 'streamkit-faults-')));
  }

  at(place: Place): Promise<FaultHome> {
    const known = this.homes.get(place) ?? this.make(place);
    this.homes.set(place, known);
    return known;
  }

  async opened(): Promise<FaultHome[]> {
    const all = await Promise.allSettled(this.homes.values());
    return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** Everything goes, whatever is left in it. */
  async close(): Promise<void> {
    const mine = (await markedProcesses()).filter(({ marker }) => marker.startsWith(this.dir));
    await Promise.all(mine.map(async ({ process: one }) => kill(one)));
    for (const mount of this.mounts) await execa('umount', [mount], { reject: false });
    await rm(this.dir, { recursive: true, force: true });
  }

  private async make(place: Place): Promise<FaultHome> {
    const dir = join(this.dir, place);
    await mkdir(dir);
    if (place === 'usual') return new FaultHome(dir, homeAt(dir), ['kafka', 'mysql']);
    if (place === 'smallDisk') {
      await this.mountSmallDisk(dir);
      return new FaultHome(dir, homeAt(dir), ['kafka']);
    }
    const env = { ...homeAt(dir), STREAMKIT_CACHE: join(dir, 'cache'), ...(await ownRepository(dir)) };
    return new FaultHome(dir, env, ['kafka']);
  }

  private async mountSmallDisk(dir: string): Promise<void> {
    if (process.getuid?.() !== 0) throw new Skipped('only root can mount a small disk');
    const size = `size=${smallDiskMb}m`;
    const { exitCode, stderr } = await execa('mount', ['-t', 'tmpfs', '-o', size, 'streamkit-faults', dir], {
      reject: false,
    });
    if (exitCode !== 0) throw new Skipped(`a small disk cannot be mounted: ${stderr}`);
    this.mounts.push(dir);
  }
}

/** Maven's local repository in a home with a cache of its own. */
export function repositoryOf(home: FaultHome): string {
  return join(home.dir, 'user', '.m2', 'repository');
}

/** A repository for Maven of the home's own, filled from the user's: what is damaged there can be had again, without a network. */
async function ownRepository(dir: string): Promise<Record<string, string>> {
  const source = join(homedir(), '.m2', 'repository');
  if (!(await isThere(source))) throw new Skipped(`there is no ${source} to take jars from`);
  const user = join(dir, 'user');
  await mkdir(join(user, '.m2'), { recursive: true });
  const mirror = `<mirror><id>local</id><mirrorOf>*</mirrorOf><url>${pathToFileURL(source).href}</url></mirror>`;
  await writeFile(join(user, '.m2', 'settings.xml'), `<settings><mirrors>${mirror}</mirrors></settings>`);
  return { MAVEN_OPTS: `-Duser.home=${user}` };
}
