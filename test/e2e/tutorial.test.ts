import { runTutorial } from '../support/run-tutorial.js';

// Pipelines 4 and 5 need Storm, MySQL, HDFS and Hive: test/services/tutorial.test.ts.
await runTutorial((marker) => marker !== 'services');
