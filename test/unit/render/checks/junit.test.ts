import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junitXml } from '../../../../src/render/checks/junit.js';
import { annotations } from '../../../../src/render/checks/annotations.js';

const result = {
  engine: 'local',
  passed: 0,
  failed: 1,
  skipped: 0,
  seconds: 2.5,
  pipelines: [
    {
      name: 'a & b',
      status: 'failed' as const,
      seconds: 2,
      steps: [
        { name: 'one', status: 'passed' as const, seconds: 1, seen: 'x' },
        { name: 'two', status: 'failed' as const, seconds: 1, error: 'saw "<\u0000>"\n100%' },
        { name: 'three', status: 'skipped' as const, seconds: 0 },
      ],
      logs: ['kafka: ]]> \ud800'],
    },
  ],
};

test('JUnit XML: one suite per pipeline, one case per step, no characters that XML forbids', () => {
  expect(junitXml(result)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="streamkit smoke" tests="3" failures="1" errors="0" time="2.5">
  <testsuite name="a &amp; b" tests="3" failures="1" errors="0" skipped="1" time="2">
    <testcase classname="streamkit.a &amp; b" name="one" time="1"/>
    <testcase classname="streamkit.a &amp; b" name="two" time="1"><failure message="saw &quot;&lt;\ufffd&gt;&quot;&#10;100%">saw &quot;&lt;\ufffd&gt;&quot;&#10;100%</failure></testcase>
    <testcase classname="streamkit.a &amp; b" name="three" time="0"><skipped/></testcase>
    <system-out>kafka: ]]&gt; \ufffd</system-out>
  </testsuite>
</testsuites>
`);
});

test('the XML is what Jenkins takes', async () => {
  const schema = await readFile('test/fixtures/junit.xsd', 'utf8');
  const check = async (contents: string) =>
    (await validateXML({ xml: { fileName: 'smoke.xml', contents }, schema })).valid;
  expect(await check(junitXml(result))).toBe(true);
  expect(await check(junitXml({ ...result, pipelines: [] }))).toBe(true);
  expect(await check(junitXml(result).replace('<testsuites ', '<testsuites skipped="1" '))).toBe(false);
});

test('GitHub annotations: one a failed step, on one line', () => {
  expect(annotations(result)).toBe('::error title=a & b%3A two::saw "<\u0000>"%0A100%25');
});
