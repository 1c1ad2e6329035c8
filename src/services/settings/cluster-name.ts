/** The cluster of a stack; two stacks are told apart by it. */
export function clusterNameOf(stackId: string): string {
  return `streamkit-${stackId}`;
}
