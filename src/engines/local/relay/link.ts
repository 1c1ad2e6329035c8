import { connect, type Socket } from 'node:net';
import type { Condition } from './faults.js';

/** Data that is held for a connection; beyond it, its sender has to wait. */
const heldBytes = 16 * 1024 * 1024;

/**
 * A connection through the relay. While it is cut, nothing arrives and neither end learns what the other one does, as when
 * packets are lost; afterwards everything arrives in its order.
 */
export class Link {
  private readonly ways: [Way, Way];
  private target: Socket | undefined;
  private isCut = false;

  /** @param port of the service behind the relay @param onClose when both ends are closed */
  constructor(
    private readonly source: Socket,
    private readonly port: number,
    private readonly onClose: () => void,
  ) {
    this.ways = [new Way(), new Way()];
    source.setNoDelay(true);
    this.ways[0].read(source);
    this.ways[1].write(source, () => {
      this.closed();
    });
    source.on('end', () => {
      this.forget();
    });
  }

  apply(condition: Condition): void {
    this.isCut = condition.cut;
    this.forget();
    if (!condition.cut && !this.source.destroyed) this.open();
    for (const way of this.ways) way.apply(condition);
  }

  destroy(): void {
    this.source.destroy();
    this.target?.destroy();
  }

  /** The service never learns of a connection that was opened and closed while it was cut. */
  private forget(): void {
    if (this.isCut && !this.target && this.source.readableEnded) this.source.destroy();
  }

  /** The service learns of the connection when the first data could arrive. */
  private open(): void {
    if (this.target) return;
    this.target = connect({ host: '127.0.0.1', port: this.port, allowHalfOpen: true, noDelay: true });
    this.ways[1].read(this.target);
    this.ways[0].write(this.target, () => {
      this.closed();
    });
  }

  private closed(): void {
    if (this.source.destroyed && (this.target?.destroyed ?? true)) this.onClose();
  }
}

type Item = { due: number; bytes: Buffer } | { due: number; end: 'end' | 'reset' };

/** One way of a connection. */
class Way {
  private readonly queue: Item[] = [];
  private held = 0;
  private full = false;
  private timer: NodeJS.Timeout | undefined;
  private condition: Condition = { cut: true, delayMs: 0 };
  private from: Socket | undefined;
  private to: Socket | undefined;

  apply(condition: Condition): void {
    this.condition = condition;
    this.flush();
  }

  read(from: Socket): void {
    this.from = from;
    from.on('data', (bytes) => {
      this.held += bytes.length;
      this.add({ due: this.due(), bytes });
      if (this.held > heldBytes) from.pause();
    });
    from.on('end', () => {
      this.add({ due: this.due(), end: 'end' });
    });
    // The close that follows says so.
    from.on('error', () => undefined);
    from.on('close', (failed) => {
      if (failed) this.add({ due: this.due(), end: 'reset' });
    });
  }

  write(to: Socket, onClose: () => void): void {
    this.to = to;
    to.on('drain', () => {
      this.full = false;
      this.flush();
    });
    to.on('close', onClose);
  }

  private due(): number {
    return Date.now() + this.condition.delayMs;
  }

  private add(item: Item): void {
    this.queue.push(item);
    if (this.queue.length === 1) this.flush();
  }

  private flush(): void {
    clearTimeout(this.timer);
    const { to } = this;
    if (!to) return;
    while (!this.condition.cut && !this.full) {
      const [next] = this.queue;
      if (!next) break;
      const wait = next.due - Date.now();
      if (wait > 0) {
        this.timer = setTimeout(() => {
          this.flush();
        }, wait);
        break;
      }
      this.queue.shift();
      if ('end' in next) {
        if (next.end === 'end') to.end();
        else to.resetAndDestroy();
        continue;
      }
      this.held -= next.bytes.length;
      // What the other end has closed needs no data.
      if (to.writable) this.full = !to.write(next.bytes);
    }
    if (this.held <= heldBytes && this.from?.isPaused() === true) this.from.resume();
  }
}
