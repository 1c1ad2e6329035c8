import { setQuery } from '../../lib/router.js';
import { Field } from '../../parts/dialog.js';

export type RecordFilter = Record<'key' | 'value' | 'header', string>;

/** The filter that the address holds. */
export function filterOf(query: URLSearchParams): RecordFilter {
  return { key: query.get('key') ?? '', value: query.get('value') ?? '', header: query.get('header') ?? '' };
}

/** Text without `*` or `?` is looked for anywhere. */
export function asGlob(text: string): string | undefined {
  if (text === '') return undefined;
  return /[*?]/.test(text) ? text : `*${text}*`;
}

export function FilterFields({ filter }: { filter: RecordFilter }) {
  return (
    <>
      <div class="grow">
        <Field
          label="Value contains"
          type="search"
          value={filter.value}
          placeholder="text, or a pattern with * and ?"
          onInput={(value) => {
            setQuery({ value });
          }}
        />
      </div>
      <Field
        label="Key contains"
        type="search"
        value={filter.key}
        onInput={(key) => {
          setQuery({ key });
        }}
      />
      <Field
        label="Header"
        type="search"
        value={filter.header}
        placeholder="NAME=VALUE"
        onInput={(header) => {
          setQuery({ header });
        }}
      />
    </>
  );
}
