import type { ServiceDefinition } from '../services/types.js';
import type { Target } from './fault.js';
import type { Acknowledged } from './ledger.js';
import type { Acks } from './load.js';
import type { RecordFormat } from './formats.js';
import type { DrillName, FaultKind, Guarantee, PromiseResult } from './result.js';

export interface DrillOptions {
  fault: FaultKind;
  /** Which instance, or which role. */
  target?: string | undefined;
  acks: Acks[];
  /** The user's own topic in place of new ones. */
  topic?: string | undefined;
  /** The user's own consumer group. */
  group?: string | undefined;
  /** What Flink's job is asked for. */
  guarantee?: Guarantee | undefined;
  /** Records per second of each load. */
  rate: number;
  /** How long the fault lasts; the drill's own default when absent. */
  faultMs?: number | undefined;
  /** `request.timeout.ms` of the load's producer. */
  requestMs: number;
}

/** A role that may move during the drill, such as the active controller. */
export interface Role {
  name: string;
  /** What must hold (default: another instance gets the role). */
  promise?: string;
  /** Who has it before the fault, where only the others are asked. */
  before?: string;
  /** The name of the instance that has it, empty for nobody; throws while that cannot be seen. */
  holder: (signal: AbortSignal) => Promise<string>;
}

export interface KafkaDrill {
  drill: DrillName;
  victims: ServiceDefinition[];
  /** Whom the fault is done to, where that depends on what runs by then. */
  aim?: () => Promise<Target>;
  role?: Role | undefined;
  /** How records are numbered (default: as JSON). */
  format?: RecordFormat;
  /** What another service makes of the records. */
  output?: Output | undefined;
}

/** Records that leave the topic again, through a connector for example. */
export interface Output {
  name: string;
  /** What it promises beyond at least once, in order. */
  guarantee?: Guarantee;
  /** Records of a key may be written in another order. */
  unordered?: true;
  /** Returns when it runs. @param id marks the records */
  start: (topic: string, partitions: number, id: string) => Promise<void>;
  /** All that has come out so far, copies included. */
  arrived: () => Acknowledged[];
  /** More that must hold, asked when all has arrived. */
  promises?: () => Promise<PromiseResult[]>;
  /** Also after an interrupt. */
  stop: () => Promise<void>;
}
