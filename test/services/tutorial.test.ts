import { runTutorial } from '../support/run-tutorial.js';

await runTutorial((marker) => marker === 'services' || marker === 'always');
