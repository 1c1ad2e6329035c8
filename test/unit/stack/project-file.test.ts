import { expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.js';
import { projectText, type Project } from '../../../src/stack/project-file.js';

const project: Project = { services: ['connect'], engine: 'local', kafkaMode: 'kraft', ports: 'auto' };

test('what init writes is what every command reads', async () => {
  expect(parseConfig('streamkit.yml', projectText({ ...project, stack: '1e3' }))).toEqual({
    ...project,
    stack: '1e3',
  });
});

test('what is left to the defaults is there as a comment', async () => {
  const text = projectText({ ...project, ports: 'default' });
  expect(parseConfig('streamkit.yml', text)).not.toHaveProperty('ports');
  expect(text).toContain('# stack: NAME');
  expect(text).toContain('# ports: auto');
});
