/** A line end, which parts records from each other by default. */
export const newline = Buffer.from('\n');

/**
 * The parts of a stream of bytes between delimiters, a chunk's worth at a time, otherwise untouched. The last part needs no
 * delimiter.
 */
export async function* readParts(
  input: AsyncIterable<Buffer>,
  delimiter: Buffer = newline,
): AsyncGenerator<Buffer[]> {
  let begun: Buffer[] = [];
  for await (const chunk of input) {
    // A delimiter of several bytes may be divided between two chunks.
    const data = delimiter.length > 1 ? Buffer.concat([...begun.splice(0), chunk]) : chunk;
    const parts: Buffer[] = [];
    let start = 0;
    for (let end = data.indexOf(delimiter); end !== -1; end = data.indexOf(delimiter, start)) {
      const rest = data.subarray(start, end);
      parts.push(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
      begun = [];
      start = end + delimiter.length;
    }
    if (start < data.length) begun.push(data.subarray(start));
    if (parts.length > 0) yield parts;
  }
  if (begun.length > 0) yield [Buffer.concat(begun)];
}

/** A stream of bytes as one part, also when it is empty. */
export async function* readWholeInput(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(chunk);
  yield [Buffer.concat(chunks)];
}
