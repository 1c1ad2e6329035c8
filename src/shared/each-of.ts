/** The items of lists one by one, where there are few: a step of a generator for each costs more than most uses of an item. */
export async function* eachOf<Item>(lists: AsyncIterable<Item[]>): AsyncGenerator<Item> {
  for await (const list of lists) yield* list;
}
