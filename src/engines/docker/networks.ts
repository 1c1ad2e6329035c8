import { BlockList, isIPv4 } from 'node:net';
import { suggest } from '../../shared/suggestion.js';
import type Docker from 'dockerode';
import type { Finding, Stack } from '../engine.js';
import { ofStack } from './containers/names.js';

/** A range of addresses that networks are cut from: as many as fit, of this prefix length. */
export interface AddressPool {
  Base: string;
  Size: number;
}

/** What a daemon has that was told nothing else. Podman has others, and tens of thousands of networks in them. */
const dockersPools: AddressPool[] = [
  ...[17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31].map((part) => ({
    Base: `172.${part}.0.0/16`,
    Size: 16,
  })),
  { Base: '192.168.0.0/16', Size: 20 },
];

/** A stack without a network needs an address range for it. A finding where none is left. */
export async function networkFindings(docker: Docker, stack: Stack): Promise<Finding[]> {
  const [own, networks, info] = await Promise.all([
    docker.listNetworks({ filters: ofStack(stack) }),
    docker.listNetworks(),
    docker.info() as Promise<{ DefaultAddressPools?: AddressPool[] | null }>,
  ]);
  if (own.length > 0) return [];
  const subnets = networks.flatMap(({ IPAM }) => (IPAM?.Config ?? []).map(({ Subnet }) => Subnet ?? ''));
  const { used, all } = rangesUsed(info.DefaultAddressPools ?? dockersPools, subnets);
  if (used < all) return [];
  return [
    {
      subject: 'networks',
      status: 'problem',
      message: `all ${all} address ranges that Docker has for networks are in use: a stack needs one`,
      fixes: [
        'Remove the networks that no container uses: docker network prune',
        suggest('List the stacks, each of which has one', 'list'),
      ],
    },
  ];
}

/** How many of the ranges are taken by subnets, IPv4 only. Pure. @param subnets `172.18.0.0/16` */
export function rangesUsed(pools: AddressPool[], subnets: string[]): { used: number; all: number } {
  const addresses = subnets.map((subnet) => subnet.split('/')[0] ?? '').filter((address) => isIPv4(address));
  let all = 0;
  let used = 0;
  for (const { Base, Size } of pools) {
    const [base = '', prefix = ''] = Base.split('/');
    if (!isIPv4(base)) continue;
    const pool = new BlockList();
    pool.addSubnet(base, Number(prefix));
    const ranges = 2 ** (Size - Number(prefix));
    const taken = addresses.filter((address) => pool.check(address));
    all += ranges;
    // A subnet that was written by hand may be larger or smaller than a range.
    used += Math.min(ranges, taken.length);
  }
  return { used, all };
}
