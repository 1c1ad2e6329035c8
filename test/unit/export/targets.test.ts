import { expect, test } from 'vitest';
import { checkTargets } from '../../../src/export/export-kubernetes.js';

test.each(['ghcr.io/acme/shop', 'localhost:5000', 'registry.example.com/a-b/c_d'])(
  '%s is a prefix of images',
  (images) => {
    expect(() => {
      checkTargets({ images, jars: 'https://repo.acme.com/jars/' });
    }).not.toThrow();
  },
);

test.each([
  { images: 'https://ghcr.io/acme' },
  { images: 'ghcr.io/acme:latest' },
  { images: '' },
  { jars: 'repo.acme.com/jars' },
  { jars: 'file:///tmp' },
])('%j is refused', (targets) => {
  expect(() => {
    checkTargets(targets);
  }).toThrow(/is not/);
});
