import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Only the rows in sight are in the document, however many there are. Rows have one height. */
export function VirtualRows({
  count,
  rowHeight,
  label,
  follow,
  onFollow,
  header,
  columns,
  row,
}: {
  count: number;
  rowHeight: number;
  label: string;
  /** Whether the newest row stays in sight. */
  follow?: boolean;
  /** Called when the user scrolls away from the end, or back to it. */
  onFollow?: (follow: boolean) => void;
  header?: ComponentChildren;
  columns: number;
  row: (index: number) => ComponentChildren;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const made = useRef<Virtualizer<HTMLDivElement, HTMLElement> | undefined>(undefined);
  const settings = {
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan: 8,
    onChange: () => {
      draw(undefined);
    },
  };
  made.current ??= new Virtualizer(settings);
  const virtual = made.current;
  virtual.setOptions(settings);
  useLayoutEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => {
    virtual._willUpdate();
  });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (follow === true && box) box.scrollTop = box.scrollHeight;
  }, [count, follow]);
  const onScroll = () => {
    const box = scroller.current;
    if (!box || !onFollow) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < rowHeight * 2;
    if (atEnd !== follow) onFollow(atEnd);
  };
  return (
    <div
      ref={scroller}
      class="virtual"
      role="grid"
      aria-label={label}
      aria-rowcount={count + (header === undefined ? 0 : 1)}
      aria-colcount={columns}
      tabIndex={0}
      onWheel={onScroll}
      onTouchMove={onScroll}
      onKeyUp={onScroll}
      onPointerUp={onScroll}
    >
      {header}
      <div class="virtual-inner" role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map((item: VirtualItem) => (
          <div
            key={item.key}
            class="virtual-row"
            role="row"
            aria-rowindex={item.index + (header === undefined ? 1 : 2)}
            style={{ height: `${rowHeight}px`, transform: `translateY(${item.start}px)` }}
          >
            {row(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
