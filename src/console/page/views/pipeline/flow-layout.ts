import dagre from '@dagrejs/dagre';
import type { Flow } from '../../../watch/types.js';

export interface Placed {
  width: number;
  height: number;
  /** Left upper corners, by the node's id. */
  nodes: Record<string, { x: number; y: number }>;
  /** The line as an SVG path, and where its label is, by `FROM TO`. */
  edges: Record<string, { path: string; x: number; y: number }>;
}

export const nodeWidth = 200;
export const nodeHeight = 52;
const margin = 28;
const labelWidth = 96;
const labelHeight = 18;

/** Places nodes in columns from left to right, with few crossings. @param vertical from top to bottom instead */
export function layoutFlow({ nodes, edges }: Flow, vertical: boolean): Placed {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({
    rankdir: vertical ? 'TB' : 'LR',
    nodesep: 22,
    ranksep: vertical ? 40 : 24,
    marginx: margin,
    marginy: margin,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: nodeWidth, height: nodeHeight });
  for (const { from, to } of edges)
    graph.setEdge(from, to, { width: labelWidth, height: labelHeight, labelpos: 'c' });
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width: Math.max(width, nodeWidth + 2 * margin),
    height: Math.max(height, nodeHeight + 2 * margin),
    nodes: Object.fromEntries(
      nodes.map(({ id }) => {
        const { x, y } = graph.node(id) as { x: number; y: number };
        return [id, { x: x - nodeWidth / 2, y: y - nodeHeight / 2 }];
      }),
    ),
    edges: Object.fromEntries(
      edges.map(({ from, to }) => {
        const { points } = graph.edge(from, to) as { points: { x: number; y: number }[] };
        const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
        return [`${from} ${to}`, { path: smooth(points, vertical), x: middle.x, y: middle.y }];
      }),
    ),
  };
}

/** A curve through points: between two of them it leaves and arrives level. */
function smooth(points: { x: number; y: number }[], vertical: boolean): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let last = first;
  let path = `M${first.x} ${first.y}`;
  for (const point of rest) {
    const [x, y] = [(last.x + point.x) / 2, (last.y + point.y) / 2];
    path += vertical
      ? `C${last.x} ${y} ${point.x} ${y} ${point.x} ${point.y}`
      : `C${x} ${last.y} ${x} ${point.y} ${point.x} ${point.y}`;
    last = point;
  }
  return path;
}
