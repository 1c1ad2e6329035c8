import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProgressEvent } from '../../../src/shared/events.js';
import { openSession, type Session } from '../../../src/stack/session.js';
import type { Pipeline, PipelineStep } from '../../../src/smoke/pipeline.js';
import { startPipeline } from '../../../src/smoke/run-pipeline.js';
import { Turns } from '../../../src/smoke/turns.js';
import { blankRecord } from '../../../src/stack/record/record.js';

let home: string;
let session: Session;
let told: string[];
let interrupt: AbortController;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'streamkit-pipeline-'));
  told = [];
  interrupt = new AbortController();
  session = await openSession({
    cwd: home,
    environment: { STREAMKIT_HOME: home },
    stack: undefined,
    engine: 'local',
    report: (event) => told.push(inWords(event)),
    signal: interrupt.signal,
  });
});

afterEach(async () => rm(home, { recursive: true }));

test('what ran before its turn to be told of is told of then, in order', async () => {
  const second = start(pipeline('second', [step('b')]));
  await second.ended;
  expect(told).toEqual([]);
  await start(pipeline('first', [step('a')])).tell();
  await second.tell();
  expect(told).toEqual(['first', 'a...', 'a passed', 'second', 'b...', 'b passed']);
});

test('pipelines wait for each other only where they use the same', async () => {
  const turns = new Turns();
  const begun: string[] = [];
  const noting = (name: string, until = Promise.resolve('')): PipelineStep => ({
    name,
    run: async () => {
      begun.push(name);
      return until;
    },
  });
  let release: (seen: string) => void = () => undefined;
  const held = new Promise<string>((resolve) => (release = resolve));
  const early = { ...noting('ahead'), ahead: true };
  const one = start({ ...pipeline('one', [noting('one', held)]), turn: 'connect worker' }, { turns });
  const other = start({ ...pipeline('other', [early, noting('other')]), turn: 'connect worker' }, { turns });
  await start(pipeline('free', [noting('free')]), { turns }).ended;
  expect(begun.toSorted()).toEqual(['ahead', 'free', 'one']);
  release('');
  await Promise.all([one.ended, other.ended]);
  expect(begun.at(-1)).toBe('other');
});

test('a step that fails ends its pipeline and gives the turn to the next', async () => {
  const turns = new Turns();
  const failing: PipelineStep = { name: 'fails', run: async () => Promise.reject(new Error('no rows')) };
  const broken = start(
    { ...pipeline('broken', [failing, step('after')]), turn: 'connect worker' },
    { turns },
  );
  const next = start({ ...pipeline('next', [step('a')]), turn: 'connect worker' }, { turns });
  expect(await broken.tell()).toMatchObject({
    status: 'failed',
    steps: [
      { name: 'fails', status: 'failed', error: 'no rows' },
      { name: 'after', status: 'skipped' },
    ],
  });
  expect((await next.tell()).status).toBe('passed');
});

test('what the steps made is undone, last first; what cannot be undone is a failed step', async () => {
  const undone: string[] = [];
  const making: Pipeline = {
    ...pipeline('making', []),
    steps: ({ cleanUp }) => [
      {
        name: 'make',
        run: async () => {
          cleanUp('topic', async () => Promise.resolve(undone.push('topic')).then());
          cleanUp('table', async () => Promise.reject(new Error('locked')));
          cleanUp('folder', async () => Promise.resolve(undone.push('folder')).then());
          return Promise.resolve('made');
        },
      },
    ],
  };
  const { status, steps } = await start(making).tell();
  expect(undone).toEqual(['folder', 'topic']);
  expect(status).toBe('failed');
  expect(steps.at(-1)).toMatchObject({ name: 'clean up table', error: 'locked' });

  undone.length = 0;
  await start(making, { keep: true }).tell();
  expect(undone).toEqual([]);
});

test('steps are cleaned up even if the logs of a failure cannot be read', async () => {
  const undone: string[] = [];
  const failing: Pipeline = {
    ...pipeline('failing', []),
    needs: ['zookeeper'],
    steps: ({ cleanUp }) => [
      {
        name: 'make and fail',
        run: async () => {
          cleanUp('topic', async () => Promise.resolve(undone.push('topic')).then());
          return Promise.reject(new Error('no rows'));
        },
      },
    ],
  };
  const logs = () => {
    throw new Error('unreadable');
  };
  session = { ...session, record: blankRecord, engine: { ...session.engine, logs } };
  await expect(start(failing).tell()).rejects.toThrow('unreadable');
  expect(undone).toEqual(['topic']);
});

test('an interrupt ends the step that runs and skips the others', async () => {
  const endless: PipelineStep = {
    name: 'endless',
    run: async () => {
      interrupt.abort(new Error('interrupted'));
      return new Promise(() => undefined);
    },
  };
  const { steps } = await start(pipeline('endless', [endless, step('after')])).tell();
  expect(steps.map(({ status }) => status)).toEqual(['failed', 'skipped']);
});

function start(of: Pipeline, { keep = false, turns = new Turns() } = {}) {
  return startPipeline(session, of, { keep, turns });
}

function pipeline(name: string, steps: PipelineStep[]): Pipeline {
  return { name, promise: '', needs: [], steps: () => steps };
}

function step(name: string): PipelineStep {
  return { name, run: async () => Promise.resolve('seen') };
}

function inWords(event: ProgressEvent): string {
  if (event.type === 'pipeline') return event.name;
  if (event.type === 'step-started') return `${event.step}...`;
  if (event.type === 'step-ended') return `${event.step} ${event.status}`;
  return event.type;
}
