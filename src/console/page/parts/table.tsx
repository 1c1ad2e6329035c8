import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './icon.js';

export interface Column<Row> {
  id: string;
  name: string;
  /** Numbers are aligned to the right. */
  number?: boolean;
  /** Left out where the screen is narrow. */
  wide?: boolean;
  show: (row: Row) => ComponentChildren;
  /** What rows are sorted by; a column without it cannot be sorted by. */
  order?: (row: Row) => string | number;
}

/** A table of at most some hundred rows, sorted by a click on a heading. */
export function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
  first,
}: {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  /** The column that rows are sorted by at first, and whether from high to low. */
  first?: { id: string; descending: boolean };
}) {
  const [sort, setSort] = useState(first);
  const sorted = sortRows(rows, columns, sort);
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <caption class="hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                class={classOf(column)}
                aria-sort={
                  sort?.id === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined
                }
              >
                {column.order ? (
                  <button
                    type="button"
                    class="sort"
                    onClick={() => {
                      setSort({
                        id: column.id,
                        descending: sort?.id === column.id ? !sort.descending : column.number === true,
                      });
                    }}
                  >
                    {column.name}
                    {sort?.id === column.id && (
                      <span class={sort.descending ? 'arrow' : 'arrow turned'}>
                        <Icon name="down" />
                      </span>
                    )}
                  </button>
                ) : (
                  column.name
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.id} class={classOf(column)}>
                  {column.show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf({ number, wide }: { number?: boolean; wide?: boolean }): string {
  return `${number === true ? 'number' : ''}${wide === true ? ' wide' : ''}`.trim();
}

export function sortRows<Row>(
  rows: Row[],
  columns: Column<Row>[],
  sort: { id: string; descending: boolean } | undefined,
): Row[] {
  const order = columns.find(({ id }) => id === sort?.id)?.order;
  if (!order || !sort) return rows;
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [order(a), order(b)];
    return left === right ? 0 : (left < right ? -1 : 1) * sign;
  });
}
