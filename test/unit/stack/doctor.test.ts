import { expect, test } from 'vitest';
import { doctor } from '../../../src/stack/doctor.js';
import { up } from '../../../src/stack/up.js';
import { FakeEngine, fakeStack } from '../../support/fake-engine.js';

const lacking = (subject: string) => [
  { subject, status: 'problem' as const, message: `${subject} is missing` },
];

test('what one engine lacks is a warning while another can run the stack, and a problem when none can', async () => {
  const { engine, open } = await fakeStack((fake) => [fake.service('store', 45_871)]);
  const other = new FakeEngine();
  other.findings = lacking('daemon');
  const session = await open({ possibleEngines: async () => [engine, other] });
  expect(await doctor(session)).toContainEqual({ ...lacking('daemon')[0], status: 'warning' });
  engine.findings = lacking('java');
  const findings = await doctor(session);
  expect(findings).toContainEqual(lacking('daemon')[0]);
  expect(findings).toContainEqual(lacking('java')[0]);
});

test('--deep asks each service that runs, from here and from inside', async () => {
  const { engine, open } = await fakeStack((fake) => [
    fake.service('store', 45_872),
    fake.service('app', 45_873),
  ]);
  const options = { services: ['store'], ports: { auto: true, asked: {} }, offline: false, timeoutMs: 5000 };
  await up(await open(), options);
  const asked: string[][] = [];
  const inside = Object.assign(engine, {
    proveInside: async (_stack: unknown, services: { name: string }[]) => {
      asked.push(services.map(({ name }) => name));
      return [{ subject: 'store from inside', status: 'ok' as const, message: 'answers' }];
    },
  });
  const findings = await doctor(await open({ engine: inside }), true);
  const subjects = findings.map(({ subject }) => subject);
  expect(subjects).toEqual(expect.arrayContaining(['store from here', 'store from inside']));
  expect(subjects).not.toContain('app from here');
  expect(asked).toEqual([['store']]);
  expect(findings.find(({ subject }) => subject === 'store from here')?.message).toMatch(
    /^127.0.0.1:\d+ answers$/,
  );
});

test('a service that ended by itself is a problem, with the cause that its log tells and what removes it', async () => {
  const { engine, open } = await fakeStack((fake) => [
    {
      ...fake.service('store', 45_874),
      deaths: [{ log: /^Inconsistent/, why: 'its catalog is gone', fixes: ['Restore the catalog.'] }],
    },
  ]);
  engine.fates['store'] = [{ dies: 'InconsistentCatalog: 1, not 2' }, 'answers'];
  const options = { services: [], ports: { auto: true, asked: {} }, offline: false, timeoutMs: 5000 };
  await expect(up(await open(), options)).rejects.toMatchObject({
    code: 'SERVICE_DIED',
    message: expect.stringMatching(
      /^store ended while it was starting, .*: its catalog is gone\.$/,
    ) as string,
    suggestions: expect.arrayContaining(['Restore the catalog.']) as string[],
  });
  const about = async () => (await doctor(await open())).find(({ subject }) => subject === 'store');
  expect(await about()).toEqual({
    subject: 'store',
    status: 'problem',
    message: 'it ended by itself: its catalog is gone',
    fixes: ['Restore the catalog.'],
  });
  await up(await open(), options);
  expect(await about()).toBeUndefined();
});

test('a suspended service is a warning, with the command that resumes it', async () => {
  const { engine, open } = await fakeStack((fake) => [fake.service('store', 45_875)]);
  const options = { services: [], ports: { auto: true, asked: {} }, offline: false, timeoutMs: 5000 };
  await up(await open(), options);
  const about = async () => (await doctor(await open())).filter(({ subject }) => subject === 'store');
  expect(await about()).toEqual([]);
  engine.suspended.add('store');
  expect(await about()).toMatchObject([
    {
      status: 'warning',
      message: 'it is suspended, and responds to nobody',
      fixes: [{ command: ['streamkit', 'unpause', 'store'] }, { command: ['streamkit', 'restart', 'store'] }],
    },
  ]);
});
