/**
 * The first words of all commands by group, in the order of the overview. A command that is not listed appears in the
 * group that its class names (`static group = 'data'`), or else at the end of the last group.
 */
const groups: Record<string, string[]> = {
  stack: [
    ...['up', 'down', 'restart', 'status', 'list', 'logs', 'top', 'metrics', 'console', 'doctor', 'explain'],
    ...['fetch', 'kill', 'pause', 'delay', 'cut', 'unpause', 'heal', 'context'],
  ],
  kafka: ['topic', 'produce', 'consume', 'group', 'schema', 'acl'],
  connectors: ['connector', 'connect'],
  jobs: ['job', 'topology', 'smoke', 'compare', 'drill'],
  data: ['sql', 'hdfs', 'hbase', 'generate', 'record', 'replay', 'copy', 'snapshot'],
  project: ['init', 'scaffold', 'apply', 'diff', 'dev', 'test', 'env', 'run', 'export', 'completion'],
};

/** Commands that share a line, so that the overview fits one screen: in place of their own summaries. */
const together: [words: string[], summary: string][] = [
  [['status', 'list'], 'Show the services of a stack; list the stacks'],
  [['top', 'metrics'], 'Show services, rates and lag, live or as metrics'],
  [['doctor', 'explain'], 'Check machine and stack; explain an error code'],
  [['kill', 'pause'], 'Kill or suspend services, to test how others react'],
  [['delay', 'cut'], 'Delay or cut the network of a service'],
  [['unpause', 'heal'], 'Resume paused services; end all faults'],
  [['hdfs', 'hbase'], 'Files in HDFS; tables in HBase'],
  [['record', 'replay'], 'Record topics to a file; write them again'],
  [['apply', 'diff'], 'Create what streamkit.yml describes; show changes'],
  [['dev', 'test'], 'Apply changes as you save files; run checks'],
  [['env', 'run'], 'Print addresses as settings; run a command'],
];

/** What the manifest says about a command. */
export interface ListedCommand {
  id: string;
  summary?: string | undefined;
  hidden?: boolean | undefined;
  /** Name of a group, for a command that `groups` does not list. */
  group?: unknown;
}

/** Descriptions of first words such as `topic`, by word. */
export type Topics = Record<string, { description?: string | undefined }>;

interface Entry {
  /** First the one that decides the place. */
  words: string[];
  summary: string;
  group: string;
}

/**
 * The text of `streamkit --help`: every first word once, by group.
 * @param product one sentence about the program
 */
export function overview(product: string, commands: ListedCommand[], topics: Topics): string {
  const entries = entriesOf(commands, topics);
  const width = Math.max(...entries.map(({ words }) => words.join(', ').length)) + 2;
  const names = Object.keys(groups);
  const indent = Math.max(...names.map((name) => name.length)) + 1;
  const lines = names.flatMap((name) => {
    const members = ordered(entries.filter(({ group }) => group === name));
    return members.map(({ words, summary }, index) =>
      `${(index === 0 ? name.toUpperCase() : '').padEnd(indent)}${words.join(', ').padEnd(width)}${summary}`.trimEnd(),
    );
  });
  return [
    product,
    '',
    'USAGE',
    '  $ streamkit COMMAND [ARGUMENTS] [FLAGS]',
    '',
    ...lines,
    '',
    'streamkit COMMAND --help shows arguments, flags and examples.',
  ].join('\n');
}

function entriesOf(commands: ListedCommand[], topics: Topics): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { id, summary = '', hidden, group } of commands) {
    const [word = '', second] = id.split(':');
    if (hidden === true || (second !== undefined && entries.has(word))) continue;
    const text = second === undefined ? summary : (topics[word]?.description ?? summary);
    entries.set(word, { words: [word], summary: text, group: groupOf(word, group) });
  }
  for (const [words, summary] of together) {
    const [first, ...others] = words;
    const entry = entries.get(first ?? '');
    if (!entry || !others.every((word) => entries.delete(word))) continue;
    Object.assign(entry, { words, summary });
  }
  return [...entries.values()];
}

function groupOf(word: string, declared: unknown): string {
  const listed = Object.entries(groups).find(([, words]) => words.includes(word));
  const known = typeof declared === 'string' && declared in groups ? declared : 'project';
  return listed?.[0] ?? known;
}

/** As `groups` lists them, then the others by name. */
function ordered(entries: Entry[]): Entry[] {
  const order = Object.values(groups).flat();
  const rank = ({ words: [word = ''] }: Entry) => (order.includes(word) ? order.indexOf(word) : order.length);
  return entries.sort((a, b) => rank(a) - rank(b) || ((a.words[0] ?? '') < (b.words[0] ?? '') ? -1 : 1));
}
