import { expect, test } from 'vitest';
import { catalog, folderOf } from '../../../src/connect/plugins/catalog.js';
import { parseCoordinates } from '../../../src/connect/plugins/coordinates.js';
import { classesIn } from '../../../src/connect/plugins/declared-classes.js';
import { pomOf } from '../../../src/connect/plugins/maven-plugin.js';

test('coordinates are read in the order of Maven', () => {
  expect(parseCoordinates('g.h:a-b:1.0.Final')).toEqual({
    group: 'g.h',
    artifact: 'a-b',
    version: '1.0.Final',
  });
  expect(parseCoordinates('g:a:1:zip:plugin')).toMatchObject({ extension: 'zip', classifier: 'plugin' });
});

test.each(['a.jar', './a:b', 'a:b', 'g:a:1:zip:plugin:more', 'C:\\x\\y.jar', '<a>:b:c', 'g:a:${v}'])(
  '%s is not coordinates',
  (text) => {
    expect(parseCoordinates(text)).toBeUndefined();
  },
);

test('every entry of the catalog can be installed: its coordinates are readable, its name unique', () => {
  expect(new Set(catalog.map(({ name }) => name)).size).toBe(catalog.length);
  for (const entry of catalog) {
    for (const artifact of entry.artifacts) expect(parseCoordinates(artifact), artifact).toBeDefined();
    expect(folderOf(entry), entry.name).toBeDefined();
  }
});

test("what the worker brings itself is left out of a plugin's dependencies", () => {
  const pom = pomOf([{ group: 'g', artifact: 'a', version: '1', extension: 'jar', classifier: 'all' }]);
  expect(pom).toContain(
    '<exclusion><groupId>org.apache.kafka</groupId><artifactId>*</artifactId></exclusion>',
  );
  expect(pom).toContain('<classifier>all</classifier>');
});

test('a list of providers has comments and blank lines', () => {
  expect(classesIn('# license\na.B # the source\n\n  c.D\n')).toEqual(['a.B', 'c.D']);
});
