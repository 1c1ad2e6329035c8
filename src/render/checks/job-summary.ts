import type { SmokeResult, Verdict } from '../../smoke/result.js';
import { duration } from '../quantities.js';

const signs: Record<Verdict, string> = { passed: '✅', failed: '❌', skipped: '⏭️' };

/** A smoke run as Markdown, for the page that GitHub makes of `$GITHUB_STEP_SUMMARY`. */
export function jobSummary({ engine, passed, failed, seconds, pipelines, bundle }: SmokeResult): string {
  const verdict = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  const failures = pipelines.flatMap(({ name, steps, logs = [] }) =>
    steps
      .filter(({ status }) => status === 'failed')
      .map(
        ({ name: step, error = '' }) =>
          `<details><summary>${text(`${name}: ${step}`)}</summary>\n\n<pre>${text([error, '', ...logs].join('\n'))}</pre>\n</details>`,
      ),
  );
  return [
    `### streamkit smoke: ${verdict} in ${duration(seconds * 1000)}, ${engine} engine`,
    '',
    '| pipeline | | steps | time |',
    '|---|---|---|---|',
    ...pipelines.map(({ name, status, steps, seconds: time }) => {
      const done = steps.filter((step) => step.status === 'passed').length;
      return `| ${name} | ${signs[status]} | ${done} of ${steps.length} | ${duration(time * 1000)} |`;
    }),
    '',
    ...failures,
    ...(bundle === undefined ? [] : ['', `What the services said is in \`${bundle}\`.`]),
    '',
  ].join('\n');
}

/** As HTML shows it; the characters that would end an element or a table's row. */
function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
