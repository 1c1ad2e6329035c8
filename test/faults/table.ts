import { table } from '../../src/render/table.js';
import type { Attempt } from './attempt.js';

const columns = ['fault', 'tried', 'recovered', 'refused with advice', 'records lost', 'left behind'];

/** What came of all faults, a row a kind, and the line that says it in a word. */
export function summary(attempts: Attempt[], leftInTheEnd: string[]): string {
  const kinds = [...new Set(attempts.map(({ fault }) => fault))].sort();
  const rows = kinds.map((fault) => {
    const own = attempts.filter((one) => one.fault === fault);
    const tried = own.filter(({ outcome }) => outcome !== 'skipped');
    if (tried.length === 0) return [fault, 'skipped', '', '', '', ''];
    const { recovered, refused, lost, left } = counts(tried);
    return [fault, ...[tried.length, recovered, refused, lost, left].map(String)];
  });
  const tried = attempts.filter(({ outcome }) => outcome !== 'skipped');
  const { recovered, refused, lost, left } = counts(tried);
  const end = left + leftInTheEnd.length;
  return [
    table(columns, rows),
    '',
    `faults tried ${tried.length}, recovered ${recovered + refused}, lost: ${lost}, left behind: ${end}`,
  ].join('\n');
}

export function allWell(attempts: Attempt[], leftInTheEnd: string[]): boolean {
  return attempts.every(wentWell) && leftInTheEnd.length === 0;
}

export function wentWell({ outcome, lost, leftBehind }: Attempt): boolean {
  return outcome !== 'failed' && lost.length === 0 && leftBehind.length === 0;
}

function counts(attempts: Attempt[]) {
  const withOutcome = (wanted: string) => attempts.filter(({ outcome }) => outcome === wanted).length;
  const sum = (number: (one: Attempt) => number) => attempts.reduce((total, one) => total + number(one), 0);
  return {
    recovered: withOutcome('recovered'),
    refused: withOutcome('refused'),
    lost: sum(({ lost }) => lost.length),
    left: sum(({ leftBehind }) => leftBehind.length),
  };
}

/** One attempt as a line, and what went wrong below it. */
export function line({ fault, what, outcome, lost, leftBehind, trouble, seconds }: Attempt): string {
  const wrong = [
    ...trouble,
    ...(lost.length > 0 ? [`lost: ${lost.join(', ')}`] : []),
    ...leftBehind.map((one) => `left behind: ${one}`),
  ];
  const head = `${outcome.padEnd(9)} ${fault}${what === '' ? '' : ` (${what})`}  ${seconds}s`;
  return [head, ...wrong.map((text) => text.replaceAll(/^/gm, '    '))].join('\n');
}
