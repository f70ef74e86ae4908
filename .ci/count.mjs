// Reads vitest's report: no browser test may have been skipped, and the last line is the count.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const skipped = report.testResults.filter(
  ({ name, assertionResults }) =>
    name.includes('.browser.test.') && assertionResults.some(({ status }) => status !== 'passed' && status !== 'failed'),
);
for (const { name } of skipped) console.error(`A browser test was skipped: ${name}`);
const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
for (const { name, message } of broken) console.error(`Could not be run: ${name}: ${message}`);
const failed = report.numFailedTests + broken.length + skipped.length;
if (report.numPassedTests === 0) console.error('No test ran');
console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exit(failed > 0 || report.numPassedTests === 0 ? 1 : 0);
