import { expect, test } from 'vitest';
import { catalogue } from '../../../src/services/catalogue.js';
import { withHeap } from '../../../src/services/settings/heap.js';
import type { ContainerContext } from '../../../src/services/docker-recipe.js';
import { isOutOfHeap } from '../../../src/services/out-of-heap.js';

const heapsOf = (table: Record<string, string>) =>
  Object.fromEntries(
    withHeap(catalogue('zookeeper'), table).flatMap(({ name, local }) =>
      local?.kind === 'java' ? [[name, local.heapMb]] : [],
    ),
  );

test('heaps are set by service or product; the last one wins, and others keep theirs', () => {
  const usual = heapsOf({});
  expect(heapsOf({ kafka: '2g', storm: '100m', nimbus: '1G', mysql: '1g' })).toEqual({
    ...usual,
    kafka: 2048,
    nimbus: 1024,
    supervisor: 100,
  });
  expect(() => heapsOf({ kafak: '1g' })).toThrow('There is no service named "kafak".');
});

test('images get their heap in the variable that they read; its start is never above its end', () => {
  const environment = (heap: string) => {
    const registry = withHeap(catalogue('zookeeper'), { 'schema-registry': heap }).find(
      ({ name }) => name === 'schema-registry',
    );
    const context = { hosts: () => ['kafka'] } as unknown as ContainerContext;
    return registry?.docker.containers[0]?.environment?.(context)['SCHEMA_REGISTRY_HEAP_OPTS'];
  };
  expect(environment('1g')).toBe('-Xms64m -Xmx1024m');
  expect(environment('48m')).toBe('-Xms48m -Xmx48m');
});

test('what a JVM prints when its heap is full is known', () => {
  expect(isOutOfHeap('INFO x\nTerminating due to java.lang.OutOfMemoryError: Java heap space')).toBe(true);
  expect(isOutOfHeap('java.lang.OutOfMemoryError: Java heap space\n at a.B')).toBe(false);
});
