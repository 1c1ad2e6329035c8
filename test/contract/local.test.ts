import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LocalEngine } from '../../src/engines/local/engine.js';
import type { Stack } from '../../src/engines/engine.js';
import { readEntry } from '../../src/engines/local/process/ledger.js';
import { serviceEnvironment } from '../../src/engines/local/process/process.js';
import { openHome } from '../../src/shared/home.js';
import type { ServiceDefinition } from '../../src/services/types.js';
import { homeAt } from '../support/cli.js';
import { engineContract } from './engine-contract.js';

const home = openHome(homeAt('/nonexistent'));

const sigkill = async (stack: Stack, service: ServiceDefinition) => {
  const entry = await readEntry(join(stack.dir, service.name));
  if (entry) process.kill(entry.process.pid, 'SIGKILL');
};

engineContract({
  name: 'local',
  open: () => new LocalEngine(home),
  async startChild(stack, service, [file = '', ...args]) {
    const env = serviceEnvironment(join(stack.dir, service.name));
    spawn(file, args, { env, stdio: 'ignore', detached: true }).unref();
    return Promise.resolve();
  },
  crash: sigkill,
  fail: sigkill,
});
