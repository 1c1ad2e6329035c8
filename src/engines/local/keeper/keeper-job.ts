import { identify, markerVariable } from '../process/process-table.js';
import { keep } from './keeper.js';

// The process that `startKeeper` starts. It carries the marker of its service and ends with it.

const told = new AbortController();
process.once('SIGTERM', () => {
  told.abort();
});
const me = await identify(process.pid);
if (me) await keep(process.env[markerVariable] ?? '', me, told.signal);
process.exit(0);
