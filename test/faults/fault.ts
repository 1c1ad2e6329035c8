import type { FaultHome } from './home.js';
import type { Random } from './random.js';

/** Where a fault happens: the stack on the machine's cache, one on a cache of its own, one on a disk that is soon full. */
export type Place = 'usual' | 'ownCache' | 'smallDisk';

/** One kind of fault, as data. */
export interface Fault {
  name: string;
  place?: Place;
  /** What runs when it happens, beside what the kept records need; `up` with these repairs. */
  services?: string[];
  /** In the large form only. */
  slow?: true;
  inject: (home: FaultHome, random: Random) => Promise<Injected>;
}

/** What was done, and what the next `up` may say of it. */
export interface Injected {
  /** For the log: which service, which file, at which moment. */
  what: string;
  /** When the next `up` may refuse: what it must say, and what somebody does who follows it. */
  refusal?: { says: RegExp; follow: (words: string) => Promise<void> };
  /** What goes on while `up` repairs. */
  meanwhile?: Promise<unknown>;
  /** The user asked for the data's end: it may be gone. */
  dataMayGo?: true;
}

/** A fault that this machine cannot make. */
export class Skipped extends Error {}
