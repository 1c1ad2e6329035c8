// Checks the language of README, docs, sources, tests and templates: plain technical English, with the terms of the field.
// Each entry is a pattern that must not occur, and what to write instead. Lists every place and fails if there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @type {[RegExp, string][]} */
const replaced = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bremed(y|ies)\b/i, 'fix'],
  [/\banew\b/i, 'again, restart, recreate'],
  [/\bfor real\b/i, 'against real services'],
  [/\btruly\b/i, '(leave out)'],
  [/\bgladly\b/i, '(leave out)'],
  [/\bfor nothing\b/i, 'unusable, in vain'],
  [/\bworthless\b/i, 'unusable'],
  [
    /, too\b(?! (many|few|much|little|large|small|long|short|big|late|early|old|new|wide|slow|fast|high|low|deep|often|far|short)\b)/i,
    'also',
  ],
  [
    /\b(is|are|was|were) no (?!longer\b|more\b|such\b|one\b|need\b|other\b|way\b)(?<!there (is|are|was|were) no )/i,
    'is not a',
  ],
  [/\bplain process(es)?\b/i, 'local processes'],
  [/\bpassed over\b/i, 'skipped'],
  [/\bpasses over\b/i, 'skips'],
  [/\bgo(es)? on where\b/i, 'resumes from'],
  [/\bsays what it would do\b/i, 'dry run'],
  [/\bwhat (it|they|he|she) needs?\b/i, 'dependencies'],
  [/\bcomes? along\b/i, 'is included'],
  [/\bany number of times\b/i, 'repeatable'],
  [/\b(records|times|rows|messages|bytes|requests) a second\b/i, 'per second'],
  [
    /\b(one|two|three) a (line|file|folder|row|step|test|verb|command|topic|partition|service)\b/i,
    'one per …',
  ],
  [/\ba (case|suite) a (step|pipeline)\b/i, 'one per …'],
  [/\bmay only be read\b/i, 'is read-only'],
  [/\bthis user may not\b/i, 'permission denied'],
  [/\bwhat is the end now\b/i, 'current end'],
  [/\bfrom there on\b/i, 'start offset'],
  [/\bthe very (one|same)\b/i, 'the same'],
  [/\bleaves nothing behind\b/i, 'cleans up after itself'],
  [/\b(the|this) machine's own\b(?! address)/i, 'installed on this machine'],
  [/\bkept with the stack\b/i, 'saved with the stack'],
  [/\bbroke the upload off\b/i, 'aborted the upload'],
  [/\bno terminal to ask\b/i, 'not a terminal'],
  [/\bcolour/i, 'color'],
  [/\bbehaviour/i, 'behavior'],
  [/\blicence/i, 'license'],
  [/\bcancelled\b/i, 'canceled'],
  [/\bgives? up the ghost\b/i, 'dies'],
];

/** Paths that are not checked: generated or foreign texts, and this list. */
const skipped =
  /^(package-lock\.json|docs\/(benchmark\.(json|svg)|first-steps\.svg)|scripts\/(language|licenses|build)\.js|LICENSE)|\.(svg|png|crt|pem|jar|lock)$/;

const root = fileURLToPath(new URL('..', import.meta.url));
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !skipped.test(file));

let found = 0;
for (const file of files) {
  const lines = readFileSync(`${root}/${file}`, 'utf8').split('\n');
  lines.forEach((line, index) => {
    for (const [pattern, instead] of replaced) {
      const match = pattern.exec(line);
      if (!match) continue;
      found++;
      console.error(`${file}:${index + 1}: "${match[0].trim()}" → ${instead}: ${line.trim().slice(0, 120)}`);
    }
  });
}
if (found > 0) {
  console.error(`\n${found} phrases to replace. The list is in scripts/language.js.`);
  process.exitCode = 1;
}
