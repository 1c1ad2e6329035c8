import { exitCodes } from '../../src/shared/errors.js';
import { Skipped, type Fault, type Injected } from './fault.js';
import type { FaultHome, Ran } from './home.js';
import { strays } from './left-behind.js';
import type { Random } from './random.js';

export interface Attempt {
  fault: string;
  what: string;
  /** `refused`: the next `up` said what to do, and doing that repaired it. */
  outcome: 'recovered' | 'refused' | 'failed' | 'skipped';
  /** Acknowledged records and rows that are gone. */
  lost: string[];
  leftBehind: string[];
  /** What went wrong beyond that, in the commands' own words. */
  trouble: string[];
  seconds: number;
}

const refusals: number[] = Object.values(exitCodes).filter((code) => code > exitCodes.INTERNAL && code < 130);

/** Brings a stack up, puts something into it, lets the fault happen, and has `up` repair it. Never rejects. */
export async function attempt(fault: Fault, home: FaultHome, random: Random): Promise<Attempt> {
  const since = Date.now();
  const result: Attempt = {
    fault: fault.name,
    what: '',
    outcome: 'failed',
    lost: [],
    leftBehind: [],
    trouble: [],
    seconds: 0,
  };
  try {
    await ready(home, fault.services);
    const injected = await fault.inject(home, random);
    result.what = injected.what;
    result.outcome = await repair(fault, home, injected);
    await injected.meanwhile;
    if (injected.dataMayGo) home.keepsakes.forget();
    else result.lost = await home.keepsakes.lost();
    result.leftBehind = await strays(home);
  } catch (error) {
    if (error instanceof Skipped) result.outcome = 'skipped';
    else result.outcome = 'failed';
    result.trouble.push(error instanceof Error ? error.message : String(error));
  }
  const complaints = home.complaints.splice(0);
  if (complaints.length > 0) result.outcome = 'failed';
  if (result.outcome === 'failed') await afresh(home);
  result.trouble.push(...complaints);
  result.seconds = Math.round((Date.now() - since) / 100) / 10;
  return result;
}

async function ready(home: FaultHome, services: string[] | undefined): Promise<void> {
  const ran = await home.up(services);
  if (ran.exitCode !== 0) throw new Error(`before the fault, ${words(ran)}`);
  await home.keepsakes.add();
}

/** What one fault has spoilt must not spoil the attempts after it. */
async function afresh(home: FaultHome): Promise<void> {
  await home.run(['down', '--data', '--yes']);
  home.keepsakes.forget();
}

async function repair(
  fault: Fault,
  home: FaultHome,
  { refusal }: Injected,
): Promise<'recovered' | 'refused'> {
  const first = await home.up(fault.services);
  if (first.exitCode === 0) return 'recovered';
  if (!refusals.includes(first.exitCode ?? -1)) throw new Error(words(first));
  if (!refusal?.says.test(first.output) || !first.output.includes('→'))
    throw new Error(`no advice that helps: ${words(first)}`);
  await refusal.follow(first.output);
  const second = await home.up(fault.services);
  if (second.exitCode !== 0) throw new Error(`after its advice was followed, ${words(second)}`);
  return 'refused';
}

function words({ command, exitCode, signal, output }: Ran): string {
  return `${command} ended with ${exitCode ?? signal ?? '?'}:\n${output}`;
}
