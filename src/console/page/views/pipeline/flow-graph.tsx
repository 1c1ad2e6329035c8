import { useEffect, useRef, useState } from 'preact/hooks';
import type { Flow, FlowEdge, FlowNode } from '../../../watch/types.js';
import { count, rate } from '../../lib/format.js';
import { href } from '../../lib/router.js';
import { Icon } from '../../parts/icon.js';
import type { Placed } from './flow-layout.js';
import { linkOf, nodeIcons } from './flow-links.js';

/** More nodes that nothing is connected to are listed below the graph. */
const mostLonely = 6;
/** Narrower boxes get a graph from top to bottom. */
const narrow = 640;
const smallestScale = 0.7;

/** The graph as a list of links that is drawn as a picture; arrow keys go along its lines. */
export function FlowGraph({ flow: whole }: { flow: Flow }) {
  const { flow, lonely } = separate(whole);
  const [width, setWidth] = useState(0);
  const [placed, setPlaced] = useState<{ shape: string; layout: Placed }>();
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const vertical = width > 0 && width < narrow;
  const shape = JSON.stringify([
    vertical,
    flow.nodes.map(({ id }) => id),
    flow.edges.map(({ from, to }) => [from, to]),
  ]);
  useEffect(() => {
    if (!scroller.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width);
    });
    observer.observe(scroller.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    if (width === 0) return undefined;
    let isCurrent = true;
    void import('./flow-layout.js').then(({ layoutFlow }) => {
      if (isCurrent) setPlaced({ shape, layout: layoutFlow(flow, vertical) });
    });
    return () => {
      isCurrent = false;
    };
  }, [shape, width === 0]);
  const layout = placed?.layout;
  const scale = layout ? Math.max(smallestScale, Math.min(1, width / layout.width)) : 1;
  return (
    <>
      <div ref={scroller} class="flow-scroll" tabIndex={0} role="region" aria-label="Data flow graph">
        {layout && flow.nodes.length > 0 && (
          <div
            class="flow-fit"
            style={{ width: `${layout.width * scale}px`, height: `${layout.height * scale}px` }}
          >
            <div
              ref={box}
              class="flow"
              style={{
                width: `${layout.width}px`,
                height: `${layout.height}px`,
                transform: `scale(${scale})`,
              }}
              onKeyDown={(event) => {
                if (moveFocus(event.key, flow, box.current)) event.preventDefault();
              }}
            >
              <Edges flow={flow} layout={layout} />
              <ul>
                {flow.nodes.map((node) => {
                  const at = layout.nodes[node.id];
                  return at && <Node key={node.id} node={node} flow={flow} x={at.x} y={at.y} />;
                })}
              </ul>
            </div>
          </div>
        )}
      </div>
      {lonely.length > 0 && <Lonely nodes={lonely} />}
    </>
  );
}

/** Takes nodes without a line out, where there are many of them. */
function separate({ nodes, edges }: Flow): { flow: Flow; lonely: FlowNode[] } {
  const connected = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const lonely = nodes.filter(({ id }) => !connected.has(id));
  if (lonely.length <= mostLonely) return { flow: { nodes, edges }, lonely: [] };
  return { flow: { nodes: nodes.filter(({ id }) => connected.has(id)), edges }, lonely };
}

const mostListed = 40;

function Lonely({ nodes }: { nodes: FlowNode[] }) {
  return (
    <p class="lonely">
      Nothing reads or writes these now:{' '}
      {nodes.slice(0, mostListed).map((node) => (
        <a key={node.id} href={linkOf(node) ?? '#/'}>
          {node.name}
        </a>
      ))}
      {nodes.length > mostListed && <a href={href('topics')}>and {count(nodes.length - mostListed)} more</a>}
    </p>
  );
}

function Edges({ flow, layout }: { flow: Flow; layout: Placed }) {
  return (
    <>
      <svg class="edges" width={layout.width} height={layout.height} aria-hidden="true">
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="10"
            markerHeight="10"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {flow.edges.map((edge) => {
          const at = layout.edges[keyOf(edge)];
          const style = `${(edge.rate ?? 0) > 0 ? 'busy' : ''}${(edge.lag ?? 0) > 0 ? ' behind' : ''}`;
          return at && <path key={keyOf(edge)} class={style} d={at.path} marker-end="url(#arrow)" />;
        })}
      </svg>
      <div aria-hidden="true">
        {flow.edges.map((edge) => {
          const at = layout.edges[keyOf(edge)];
          const text = labelOf(edge);
          return (
            at &&
            text !== undefined && (
              <span key={keyOf(edge)} class="flow-label" style={{ left: `${at.x}px`, top: `${at.y}px` }}>
                {edge.rate !== undefined && rate(edge.rate)}
                {(edge.lag ?? 0) > 0 && <span class="lag"> lag {count(edge.lag ?? 0)}</span>}
              </span>
            )
          );
        })}
      </div>
    </>
  );
}

function Node({ node, flow, x, y }: { node: FlowNode; flow: Flow; x: number; y: number }) {
  const { id, kind, name, detail, state } = node;
  const style = { left: `${x}px`, top: `${y}px` };
  const css = `flow-node ${kind}${state === 'problem' ? ' problem-state' : state === 'warning' ? ' warning-state' : ''}`;
  const content = (
    <>
      <Icon name={nodeIcons[kind]} />
      <span>
        <b>{name}</b>
        <small>{state === 'problem' ? `failed · ${detail}` : detail}</small>
      </span>
      <span class="hidden">{describe(node, flow)}</span>
    </>
  );
  const link = linkOf(node);
  return (
    <li>
      {link === undefined ? (
        <div class={css} style={style} data-node={id} title={name}>
          {content}
        </div>
      ) : (
        <a class={css} style={style} href={link} data-node={id} title={name}>
          {content}
        </a>
      )}
    </li>
  );
}

/** For screen readers: `to storm-mysql, 420/s, lag 3`. */
function describe({ id }: FlowNode, { nodes, edges }: Flow): string {
  return edges
    .filter(({ from }) => from === id)
    .map((edge) => `to ${nodes.find((node) => node.id === edge.to)?.name ?? ''}${labelOf(edge) ?? ''}`)
    .join('; ');
}

function labelOf({ rate: perSecond, lag }: FlowEdge): string | undefined {
  if (perSecond === undefined && (lag ?? 0) === 0) return undefined;
  return `${perSecond === undefined ? '' : `, ${rate(perSecond)}`}${(lag ?? 0) > 0 ? `, lag ${count(lag ?? 0)}` : ''}`;
}

function keyOf({ from, to }: FlowEdge): string {
  return `${from} ${to}`;
}

/** Right and left go along lines, up and down to the next node. @returns whether the key was for the graph */
function moveFocus(key: string, { nodes, edges }: Flow, box: HTMLElement | null): boolean {
  const current = (document.activeElement as HTMLElement | null)?.dataset['node'];
  if (!box || current === undefined) return false;
  const at = nodes.findIndex(({ id }) => id === current);
  const target =
    key === 'ArrowRight'
      ? edges.find(({ from }) => from === current)?.to
      : key === 'ArrowLeft'
        ? edges.find(({ to }) => to === current)?.from
        : key === 'ArrowDown'
          ? nodes[at + 1]?.id
          : key === 'ArrowUp'
            ? nodes[at - 1]?.id
            : undefined;
  if (target === undefined) return key.startsWith('Arrow');
  box.querySelector<HTMLElement>(`a[data-node="${CSS.escape(target)}"]`)?.focus();
  return true;
}
