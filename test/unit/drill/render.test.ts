import { readFile } from 'node:fs/promises';
import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { drillJunit } from '../../../src/render/checks/drill-junit.js';
import type { DrillResult } from '../../../src/drill/result.js';
import { drillSvg } from '../../../src/render/checks/drill-svg.js';
import { drillTable } from '../../../src/render/checks/drill.js';

const result: DrillResult = {
  version: 1,
  drill: 'broker',
  fault: 'kill',
  victims: ['kafka-2'],
  stack: 's',
  engine: 'local',
  kafkaMode: 'kraft',
  at: '2026-01-01T00:00:00.000Z',
  seconds: 20,
  rate: 8,
  broken: 1,
  loads: [
    {
      name: 'acks=all',
      topic: 't',
      sent: 9,
      acknowledged: 8,
      lost: 1,
      duplicated: 2,
      outOfOrder: 0,
      longestGapMs: 700,
      gapFromMs: 300,
      newLeaderMs: null,
      firstOutputMs: 710,
      lowestIsr: 2,
    },
  ],
  promises: [
    { name: 'acks=all: no acknowledged record is lost', kept: false, observed: '1 of 8 lost & <gone>' },
    { name: 'all replicas are in sync again', kept: true, observed: 'all are' },
  ],
  timeline: {
    stepMs: 250,
    faultMs: 300,
    healMs: 900,
    endMs: 1500,
    loads: [
      {
        name: 'acks=all',
        perStep: [2, 0, 0, 0, 100, 2],
        isr: [
          { atMs: 0, inSync: 3 },
          { atMs: 500, inSync: 2 },
        ],
      },
    ],
    events: [{ atMs: 500, what: 'partition 0: leader <kafka> & "others"' }],
  },
};

test('the table shows each figure, and which promise was broken', () => {
  const text = drillTable(result, new Chalk({ level: 0 }));
  expect(text).toMatch(/^lost +1$/m);
  expect(text).toMatch(/^new leader after +-$/m);
  expect(text).toContain('BROKEN  acks=all: no acknowledged record is lost (1 of 8 lost & <gone>)');
  expect(text).toContain('1 of 2 promises were broken.');
});

test('the loss of acks=1 is named without breaking a promise', () => {
  const [load] = result.loads;
  const loads = load ? [{ ...load, name: 'acks=1', lost: 5 }] : [];
  const text = drillTable({ ...result, loads, promises: [], broken: 0 }, new Chalk({ level: 0 }));
  expect(text).toContain('acks=1 lost 5 acknowledged records');
  expect(text).toContain('All promises were kept.');
});

test('the picture is XML, colors both schemes, and cuts bursts off', async () => {
  const svg = drillSvg(result);
  const { valid, errors } = await validateXML({
    schema: [],
    xml: [{ fileName: 'drill.svg', contents: svg }],
  });
  expect(valid, JSON.stringify(errors)).toBe(true);
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).toContain('0.5 s: partition 0: leader &lt;kafka&gt; &amp; &quot;others&quot;');
  expect(svg.match(/class="bar burst"/g)).toHaveLength(1);
});

test('JUnit XML has one case per promise', async () => {
  const xml = drillJunit(result);
  const schema = await readFile('test/fixtures/junit.xsd', 'utf8');
  expect((await validateXML({ xml: { fileName: 'drill.xml', contents: xml }, schema })).valid).toBe(true);
  expect(xml).toContain('<testsuites name="streamkit drill" tests="2" failures="1" errors="0" time="20">');
  expect(xml).toContain('<failure message="1 of 8 lost &amp; &lt;gone&gt;">');
});
