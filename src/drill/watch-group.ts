import { describeGroup } from '../kafka/groups/describe-group.js';
import type { GroupResult } from './result.js';
import { watch, type Watch } from './watch.js';

/** What a group has committed, all partitions together. */
export interface GroupState {
  committed: number;
  lag: number;
}

/** The commits and the lag of a consumer group. */
export function watchGroup(brokers: string, group: string, signal: AbortSignal): Watch<GroupState> {
  return watch(async () => {
    const { partitions, lag } = await describeGroup(brokers, group);
    return { committed: partitions.reduce((sum, { committed }) => sum + (committed ?? 0), 0), lag };
  }, signal);
}

/** How a group fared. Pure. @param end in ms since 1970 */
export function groupResult(
  name: string,
  changes: ({ at: number } & GroupState)[],
  end: number,
): GroupResult {
  let longestGapMs = 0;
  let waitingSince: number | undefined;
  let committed = changes[0]?.committed ?? 0;
  for (const state of changes) {
    if (state.committed > committed) {
      if (waitingSince !== undefined) longestGapMs = Math.max(longestGapMs, state.at - waitingSince);
      waitingSince = undefined;
      committed = state.committed;
    }
    waitingSince = state.lag > 0 ? (waitingSince ?? state.at) : undefined;
  }
  if (waitingSince !== undefined) longestGapMs = Math.max(longestGapMs, end - waitingSince);
  return {
    name,
    longestGapMs,
    highestLag: Math.max(0, ...changes.map(({ lag }) => lag)),
    lag: changes.at(-1)?.lag ?? 0,
  };
}
