/** An answer that is a file, sent as it comes. */
export class Download {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly parts: AsyncIterable<string | Uint8Array>,
  ) {}
}

/** An answer of NDJSON, a value per line, sent as it comes. */
export class Lines {
  constructor(readonly values: AsyncIterable<unknown>) {}

  async *text(): AsyncGenerator<string> {
    for await (const value of this.values) yield `${JSON.stringify(value)}\n`;
  }
}
