import type { PipelineResult, SmokeResult, StepResult, Verdict } from '../../smoke/result.js';

/** The result as JUnit XML for Jenkins, GitLab and others: one suite per pipeline, one case per step. The strictest of them knows no count of skipped ones for all suites together. */
export function junitXml(
  result: Pick<SmokeResult, 'pipelines' | 'seconds'>,
  title = 'streamkit smoke',
): string {
  const cases = result.pipelines.flatMap(({ steps }) => steps);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${title}" ${counts(cases)} time="${result.seconds}">`,
    ...result.pipelines.map(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ name, seconds, steps, logs }: PipelineResult): string {
  return [
    `  <testsuite name="${escape(name)}" ${counts(steps)} skipped="${count(steps, 'skipped')}" time="${seconds}">`,
    ...steps.map((step) => testCase(name, step)),
    ...(logs ? [`    <system-out>${escape(logs.join('\n'))}</system-out>`] : []),
    '  </testsuite>',
  ].join('\n');
}

function testCase(pipeline: string, { name, status, seconds, error = '' }: StepResult): string {
  const head = `    <testcase classname="streamkit.${escape(pipeline)}" name="${escape(name)}" time="${seconds}"`;
  if (status === 'passed') return `${head}/>`;
  if (status === 'skipped') return `${head}><skipped/></testcase>`;
  return `${head}><failure message="${escape(error)}">${escape(error)}</failure></testcase>`;
}

function counts(steps: StepResult[]): string {
  return `tests="${steps.length}" failures="${count(steps, 'failed')}" errors="0"`;
}

function count(steps: StepResult[], verdict: Verdict): number {
  return steps.filter(({ status }) => status === verdict).length;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Everything outside XML 1.0's Char production, which may not even stand in a reference. */
const notXml = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text
    .replace(notXml, '\ufffd')
    .replace(/[&<>"']/g, (char) => entities[char] ?? char)
    .replaceAll('\n', '&#10;');
}
