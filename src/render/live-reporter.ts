import type { ChalkInstance } from 'chalk';
import { createLogUpdate } from 'log-update';
import type { ProgressEvent } from '../shared/events.js';
import { duration } from './quantities.js';
import { lineOf, type Reporter } from './reporter.js';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;

/** For terminals: what is under way is shown in place with its time, what is done stays as a line above. */
export function liveReporter(stream: NodeJS.WriteStream, theme: ChalkInstance): Reporter {
  const display = createLogUpdate(stream);
  const active = new Map<string, { text: string; since: number }>();
  let frame = 0;

  const draw = () => {
    // Nothing is drawn over what the command itself prints.
    if (active.size === 0) {
      display.clear();
      return;
    }
    const spinner = theme.cyan(frames[frame++ % frames.length]);
    const lines = [...active.values()].map(
      ({ text, since }) => `${spinner} ${text} ${theme.dim(duration(Date.now() - since))}`,
    );
    display(lines.join('\n'));
  };
  const timer = setInterval(draw, frameMs);

  return {
    report(event) {
      track(active, event);
      const line = event.type === 'fetching' ? undefined : lineOf(event, theme);
      if (line !== undefined) {
        display.clear();
        stream.write(`${line}\n`);
      }
      draw();
    },
    close() {
      clearInterval(timer);
      display.clear();
      display.done();
    },
  };
}

function track(active: Map<string, { text: string; since: number }>, event: ProgressEvent): void {
  switch (event.type) {
    case 'fetching': {
      const since = active.get('fetch')?.since ?? Date.now();
      active.set('fetch', { text: `fetching: ${event.count} files, ${event.message}`, since });
      return;
    }
    case 'fetched':
      active.delete('fetch');
      return;
    case 'starting':
      active.set(event.service, { text: `${event.service} is starting`, since: Date.now() });
      return;
    case 'stopping':
      active.set(event.service, { text: `${event.service} is stopping`, since: Date.now() });
      return;
    case 'up':
    case 'down':
    case 'failed':
      active.delete(event.service);
      return;
    case 'step-started':
      active.set('step', { text: event.step, since: Date.now() });
      return;
    case 'step-ended':
      active.delete('step');
      return;
    case 'note':
    case 'log':
    case 'pipeline':
      return;
  }
}
