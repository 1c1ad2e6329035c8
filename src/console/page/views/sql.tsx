import { useRef, useState } from 'preact/hooks';
import type { SqlResult } from '../../../sql/client.js';
import type { SqlLine } from '../../server/routes/sql.js';
import { part, send, type ApiProblem } from '../lib/api.js';
import { count } from '../lib/format.js';
import { ndjson } from '../lib/ndjson.js';
import { href, place } from '../lib/router.js';
import { state } from '../lib/state.js';
import { problemOf } from '../lib/use.js';
import { Button, Card, Empty, Head, Tabs } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Field } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';

interface Answer {
  results: Result[];
  /** Undefined until all statements have ended. */
  ms?: number;
}

type Result = SqlResult & { more: boolean; live: boolean };

const products = [
  { id: 'mysql', name: 'MySQL', first: 'show databases' },
  {
    id: 'postgres',
    name: 'PostgreSQL',
    first: "select * from information_schema.tables where table_schema = 'public'",
  },
  { id: 'cassandra', name: 'Cassandra', first: 'select keyspace_name from system_schema.keyspaces' },
  { id: 'hive', name: 'Hive', first: 'show tables' },
  { id: 'flink', name: 'Flink', first: 'show tables', service: 'flink-sql' },
];

export function Sql() {
  const id = place.value.query.get('product') ?? 'mysql';
  const product = products.find((one) => one.id === id);
  const serviceName = product?.service ?? id;
  const service = state.services.value?.find(({ name }) => name === serviceName);
  const readOnly = state.stack.value?.readOnly === true;
  return (
    <div class="page">
      <Head title="SQL" actions={<Command args={['sql', id]} />} />
      <Tabs
        label="Databases"
        current={id}
        tabs={products.map((one) => ({
          id: one.id,
          name: one.name,
          href: `${href('sql')}?product=${one.id}`,
        }))}
      />
      {product === undefined || (service && service.state !== 'up') ? (
        <Card>
          <Empty icon="sql" title={`${product?.name ?? id} is not up`}>
            <Command args={['up', serviceName]} />
          </Empty>
        </Card>
      ) : readOnly ? (
        <Card>
          <Empty icon="lock" title="SQL is off in a read-only console" />
        </Card>
      ) : (
        <Editor key={id} product={id} first={product.first} />
      )}
    </div>
  );
}

function Editor({ product, first }: { product: string; first: string }) {
  const [statement, setStatement] = useState(first);
  const [answer, setAnswer] = useState<Answer>();
  const [problem, setProblem] = useState<ApiProblem>();
  const running = useRef<AbortController | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    const gone = (running.current = new AbortController());
    setBusy(true);
    setProblem(undefined);
    try {
      let known: Answer = { results: [] };
      setAnswer(known);
      const response = await send('POST', `sql/${part(product)}`, { statement }, gone.signal);
      for await (const line of ndjson(response)) {
        if ('error' in (line as SqlLine)) setProblem((line as { error: ApiProblem }).error);
        else setAnswer((known = withLine(known, line as SqlLine)));
      }
    } catch (error) {
      if (!gone.signal.aborted) setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Card>
        <form
          class="dialog-body"
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
          }}
        >
          <Field
            label="Statements"
            lines={6}
            mono
            value={statement}
            onInput={setStatement}
            hint="Ctrl-Enter runs them"
          />
          <div class="actions">
            <Button type="submit" kind="primary" icon="play" disabled={busy || statement.trim() === ''}>
              Run
            </Button>
            {busy && (
              <Button
                onClick={() => {
                  running.current?.abort();
                }}
              >
                Cancel
              </Button>
            )}
            {answer?.ms !== undefined && <span class="muted">{count(answer.ms)} ms</span>}
          </div>
        </form>
      </Card>
      {problem && <Problem problem={problem} />}
      {answer?.results.map((result, index) => (
        <ResultRows key={index} result={result} />
      ))}
    </>
  );
}

/** An answer with one more line of it. */
export function withLine(answer: Answer, line: SqlLine): Answer {
  if ('ms' in line) return { ...answer, ms: line.ms };
  if ('columns' in line) {
    const { columns, live = false, affected } = line;
    const result = { columns, live, rows: [], more: false, ...(affected === undefined ? {} : { affected }) };
    return { ...answer, results: [...answer.results, result] };
  }
  const last = answer.results.at(-1);
  if (!last) return answer;
  const added = 'rows' in line ? { ...last, rows: [...last.rows, ...line.rows] } : { ...last, more: true };
  return { ...answer, results: [...answer.results.slice(0, -1), added] };
}

function ResultRows({ result: { columns, rows, affected, more, live } }: { result: Result }) {
  if (columns.length === 0) {
    return <Card>{affected === undefined ? 'Done' : `${count(affected)} rows changed`}</Card>;
  }
  const rest = more ? (live ? ', more follow' : ', more were left out') : '';
  return (
    <Card flush title={`${count(rows.length)} ${live ? 'changes' : 'rows'}${rest}`}>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Result">
        <table>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={index} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((value, cell) => (
                  <td key={cell} class="mono">
                    {value ?? <span class="null">NULL</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
