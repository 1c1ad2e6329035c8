import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../lib/api.js';
import { go } from '../lib/router.js';
import { state } from '../lib/state.js';
import { Button, Card, Empty } from './basics.js';
import { Command } from './command.js';
import { ConfirmDelete } from './dialog.js';
import type { IconName } from './icon.js';
import { Table } from './table.js';
import { say } from './toast.js';

/** A list of things of one kind, or how to make the first one. */
export function ThingList<Row>({
  empty,
  ...table
}: Parameters<typeof Table<Row>>[0] & { empty: { icon: IconName; title: string; command: string[] } }) {
  return (
    <Card flush>
      {table.rows.length === 0 ? (
        <Empty icon={empty.icon} title={empty.title}>
          <Command args={empty.command} />
        </Empty>
      ) : (
        <Table {...table} />
      )}
    </Card>
  );
}

/** Opens a dialog that makes something; absent in a read-only console. */
export function CreateButton({
  children,
  icon = 'plus',
  dialog,
}: {
  children: ComponentChildren;
  icon?: IconName;
  dialog: (onClose: () => void) => ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  if (state.stack.value?.readOnly === true) return null;
  return (
    <>
      <Button
        kind="primary"
        icon={icon}
        onClick={() => {
          setOpen(true);
        }}
      >
        {children}
      </Button>
      {open &&
        dialog(() => {
          setOpen(false);
        })}
    </>
  );
}

/** Deletes a thing once its name is typed, and goes to the list of the others; absent in a read-only console. */
export function DeleteButton({
  what,
  name,
  path,
  list,
  children,
}: {
  what: string;
  name: string;
  /** Of the API. */
  path: string;
  list: string;
  children?: ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  if (state.stack.value?.readOnly === true) return null;
  return (
    <>
      <Button
        icon="trash"
        label={`Delete ${what} ${name}`}
        onClick={() => {
          setOpen(true);
        }}
      />
      {open && (
        <ConfirmDelete
          what={what}
          name={name}
          onClose={() => {
            setOpen(false);
          }}
          onDelete={async () => {
            await api('DELETE', path, { confirm: name });
            say(`Deleted ${what} ${name}`);
            go(list);
          }}
        >
          {children}
        </ConfirmDelete>
      )}
    </>
  );
}
