import { useState } from 'preact/hooks';
import type { RegisteredSchema } from '../../../kafka/registry/schemas.js';
import { part } from '../lib/api.js';
import { prettyJson } from '../lib/format.js';
import { href, place, setQuery } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useApi } from '../lib/use.js';
import { Button, Card, Head } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Field } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { DeleteButton } from '../parts/things.js';
import { act } from '../parts/toast.js';
import type { ViewProps } from '../parts/basics.js';
import { diffLines } from './diff.js';
import { RegisterSchema } from './schemas.js';

interface Subject {
  subject: string;
  compatibility: string;
  versions: RegisteredSchema[];
}

const levels = [
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
  'NONE',
];

export function Schema({ rest: [subject = ''] }: ViewProps) {
  const { data, problem, reload } = useApi<Subject>(`schemas/${part(subject)}`);
  const [dialog, setDialog] = useState<'register'>();
  const readOnly = state.stack.value?.readOnly === true;
  const close = () => {
    setDialog(undefined);
    reload();
  };
  return (
    <div class="page">
      <Head
        title={subject}
        kicker={<a href={href('schemas')}>Schemas</a>}
        actions={
          <>
            <Command args={['schema', 'get', subject]} />
            {!readOnly && data && (
              <>
                <Button
                  icon="plus"
                  onClick={() => {
                    setDialog('register');
                  }}
                >
                  New version
                </Button>
                <DeleteButton
                  what="subject"
                  name={subject}
                  path={`schemas/${part(subject)}`}
                  list={href('schemas')}
                />
              </>
            )}
          </>
        }
      />
      {problem && <Problem problem={problem} />}
      {data && (
        <Versions
          subject={data}
          onLevel={
            readOnly
              ? undefined
              : (compatibility) =>
                  void act(
                    'PATCH',
                    `schemas/${part(subject)}`,
                    { compatibility },
                    `Compatibility is ${compatibility}`,
                  ).then(reload)
          }
        />
      )}
      {dialog === 'register' && <RegisterSchema subject={subject} onClose={close} />}
    </div>
  );
}

/** Two versions side by side, with the lines that differ marked. */
function Versions({
  subject,
  onLevel,
}: {
  subject: Subject;
  onLevel: ((level: string) => void) | undefined;
}) {
  const { versions, compatibility } = subject;
  const latest = versions.at(-1)?.version ?? 1;
  const right = Number(place.value.query.get('right') ?? latest);
  const left = Number(place.value.query.get('left') ?? versions.at(-2)?.version ?? latest);
  const options = versions.map(({ version, id }) => ({
    value: String(version),
    name: `version ${version} (id ${id})`,
  }));
  const textOf = (version: number) => {
    const schema = versions.find((one) => one.version === version)?.schema ?? '';
    return prettyJson(schema) ?? schema;
  };
  const [before, after] = [textOf(left), textOf(right)];
  const lines = diffLines(before.split('\n'), after.split('\n'));
  return (
    <Card flush>
      <div class="toolbar">
        <Field
          label="Compare"
          value={String(left)}
          options={options}
          onInput={(value) => {
            setQuery({ left: value });
          }}
        />
        <Field
          label="with"
          value={String(right)}
          options={options}
          onInput={(value) => {
            setQuery({ right: value });
          }}
        />
        {onLevel && (
          <Field
            label="Compatibility"
            value={compatibility}
            onInput={onLevel}
            options={levels.map((level) => ({ value: level, name: level }))}
          />
        )}
        <span class="status">{compatibility}</span>
      </div>
      <div class="side-by-side">
        {(['removed', 'added'] as const).map((side) => (
          <div
            key={side}
            class="diff"
            tabIndex={0}
            role="region"
            aria-label={side === 'removed' ? `Version ${left}` : `Version ${right}`}
          >
            {lines
              .filter(({ change }) => change === 'same' || change === side)
              .map(({ text, change }, index) => (
                <div key={index} class={change === 'same' ? '' : change}>
                  {change === 'same' ? ' ' : change === 'added' ? '+' : '−'} {text}
                </div>
              ))}
          </div>
        ))}
      </div>
    </Card>
  );
}
