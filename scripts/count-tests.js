// Prints the closing line of test runs from vitest's JSON reports; fails when one of them ran no test, or a test failed.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (count) => reports.reduce((total, report) => total + report[count], 0);
const failed = sum('numFailedTests');
console.log(`${sum('numPassedTests')} passed, ${failed} failed, ${sum('numPendingTests')} skipped`);
process.exitCode = failed > 0 || reports.some(({ numTotalTests }) => numTotalTests === 0) ? 1 : 0;
