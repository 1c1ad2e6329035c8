import type { ChalkInstance } from 'chalk';
import type { ProgressEvent } from '../shared/events.js';
import { duration } from './quantities.js';

/** Shows what happens while a command works. */
export interface Reporter {
  report: (event: ProgressEvent) => void;
  /** Leaves the screen tidy; nothing is reported after it. */
  close: () => void;
}

export type Write = (text: string) => void;

/** One line an event, never overwritten: for logs, CI and screen readers. */
export function plainReporter(write: Write, theme: ChalkInstance): Reporter {
  let nextFetchLine = 1;
  return {
    report(event) {
      if (event.type === 'fetching') {
        if (event.count < nextFetchLine) return;
        nextFetchLine = event.count + 25;
      }
      const line = lineOf(event, theme);
      if (line !== undefined) write(`${line}\n`);
    },
    close() {},
  };
}

/** The line that stays of an event, or undefined for one that only a live display shows. */
export function lineOf(event: ProgressEvent, theme: ChalkInstance): string | undefined {
  switch (event.type) {
    case 'fetching':
      return `fetching what the services run from (${event.count} files so far)`;
    case 'fetched':
      return `fetched ${event.count} files in ${duration(event.ms)}`;
    case 'starting':
    case 'stopping':
      return undefined;
    case 'note':
      return event.service === undefined ? event.message : `${event.service} ${event.message}`;
    case 'log':
      return theme.dim(`${event.service} | ${event.text}`);
    case 'up': {
      const time = event.ms === undefined ? 'already' : duration(event.ms);
      return `${event.service} is [${theme.green('UP')}]  ${event.address}  ${theme.dim(time)}`;
    }
    case 'failed':
      return `${event.service} is [${theme.red('FAILED')}]`;
    case 'down':
      return `${event.service} is [${theme.yellow('DOWN')}]`;
    case 'pipeline':
      return `\n${theme.bold(event.name)}: ${event.promise}`;
    case 'step-started':
      return undefined;
    case 'step-ended': {
      const sign = event.status === 'passed' ? theme.green('✓') : theme.red('✗');
      return `  ${sign} ${event.step}  ${theme.dim(duration(event.seconds * 1000))}  ${event.detail}`;
    }
  }
}
