/** Collects text and bytes for one write; grows as needed and is used again after `take`. */
export class ByteWriter {
  private data = Buffer.allocUnsafe(64 * 1024);
  private length = 0;

  /** In bytes. */
  get size(): number {
    return this.length;
  }

  text(text: string): void {
    // A UTF-16 unit becomes at most three bytes.
    this.reserve(text.length * 3);
    this.length += this.data.write(text, this.length);
  }

  bytes(bytes: Buffer): void {
    this.reserve(bytes.length);
    this.length += bytes.copy(this.data, this.length);
  }

  lineEnd(): void {
    this.reserve(1);
    this.data[this.length++] = 10;
  }

  /** All that was collected; the writer is empty afterwards. */
  take(): Buffer {
    const taken = Buffer.from(this.data.subarray(0, this.length));
    this.length = 0;
    return taken;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.data.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.data.length * 2, this.length + more));
    this.data.copy(larger, 0, 0, this.length);
    this.data = larger;
  }
}
