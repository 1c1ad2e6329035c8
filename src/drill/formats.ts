/** How the records of a drill are numbered. */
export interface RecordFormat {
  /** @param id marks the records of one drill @param key names a group of records whose order counts */
  write: (id: string, number: number, key: string) => string;
  /** The number of a record of this drill, or of what a job has made of it; undefined for others. */
  read: (id: string, text: string) => number | undefined;
}

export const json: RecordFormat = {
  write: (id, number) => JSON.stringify({ drill: id, number }),
  read(id, text) {
    const [, drill, number] = /^\{"drill":"(\w+)","number":(\d+)\}$/.exec(text) ?? [];
    return drill === id ? Number(number) : undefined;
  },
};

/** Payments as the templates of jobs read them: `id,first,last,amount`. The lines that they write begin with the id as well. */
export const payments: RecordFormat = {
  write: (id, number, key) => `${id}-${number},drill,${key},1.00`,
  read(id, text) {
    const [, drill, number] = /^(\w+)-(\d+),/.exec(text) ?? [];
    return drill === id ? Number(number) : undefined;
  },
};
