import type { ProgressEvent, Report } from '../shared/events.js';

/**
 * Holds back what is reported until it is this one's turn to be told of: then all of it comes at once, and the rest as it
 * happens. Notes and downloads matter only while they happen.
 */
export function withhold(report: Report): { report: Report; release: () => void } {
  const withheld: ProgressEvent[] = [];
  let released = false;
  return {
    report(event) {
      if (released) report(event);
      else if (event.type !== 'note' && event.type !== 'fetching') withheld.push(event);
    },
    release() {
      withheld.splice(0).forEach(report);
      released = true;
    },
  };
}
