import { expect, test } from 'vitest';
import { refuseUnfitPaths } from '../../../../src/engines/local/path-names.js';

test.each([
  ['/home/j smith/.streamkit', '" "'],
  ['/home/a,b', '","'],
  ["/home/o'neil", `"'"`],
  ['/home/a:b', '":"'],
  ['/home/a#b', '"#"'],
  ['/home/a%20b', '"%"'],
])('%s is refused at once, by the character', (root, named) => {
  expect(() => {
    refuseUnfitPaths({ root, cache: '/cache' });
  }).toThrow(`${root} contains ${named}`);
  expect(() => {
    refuseUnfitPaths({ root: '/home', cache: root });
  }).toThrow(named);
});

test.each(['/home/josé/.streamkit', '/srv/ストリーム', '/srv/a~b@c+d=e_f-1.2'])('%s is accepted', (root) => {
  refuseUnfitPaths({ root, cache: root });
});
