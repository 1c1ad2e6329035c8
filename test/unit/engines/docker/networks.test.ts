import { expect, test } from 'vitest';
import { rangesUsed } from '../../../../src/engines/docker/networks.js';

test('a range is used when a subnet lies in its pool; other subnets do not count', () => {
  const pools = [
    { Base: '172.31.0.0/24', Size: 26 },
    { Base: 'fd00::/8', Size: 64 },
  ];
  expect(rangesUsed(pools, [])).toEqual({ used: 0, all: 4 });
  const subnets = ['172.31.0.0/26', '172.31.0.64/26', '10.1.0.0/16', 'fd00::/64', ''];
  expect(rangesUsed(pools, subnets)).toEqual({ used: 2, all: 4 });
});

test('pools do not lend each other ranges', () => {
  const pools = [
    { Base: '172.30.0.0/16', Size: 16 },
    { Base: '172.31.0.0/16', Size: 17 },
  ];
  // Two subnets by hand in the first one.
  expect(rangesUsed(pools, ['172.30.0.0/24', '172.30.1.0/24', '172.31.0.0/17'])).toEqual({ used: 2, all: 3 });
});
