import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApiProblem } from '../lib/api.js';
import { problemOf } from '../lib/use.js';
import { Button } from './basics.js';
import { Problem } from './problem.js';

export interface DialogProps {
  title: string;
  children: ComponentChildren;
  /** What the button says that does it. */
  action?: string;
  kind?: 'primary' | 'danger';
  disabled?: boolean;
  wide?: boolean;
  /** Rejects with what the dialog then shows. */
  onAction?: () => Promise<void>;
  onClose: () => void;
}

/** A modal dialog: Esc closes it, and the focus goes back to where it was. */
export function Dialog({
  title,
  children,
  action,
  kind = 'primary',
  disabled,
  wide,
  onAction,
  onClose,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  // Before the next key arrives: with an effect after the paint, what is typed at once goes to the page behind.
  useLayoutEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const act = async () => {
    if (!onAction || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onAction();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <dialog ref={element} class={wide === true ? 'wide' : ''} aria-label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        <header>
          <h2>{title}</h2>
          <Button icon="close" kind="quiet" label="Close" onClick={onClose} />
        </header>
        <div class="dialog-body">
          {children}
          {problem && <Problem problem={problem} />}
        </div>
        <footer>
          <Button onClick={onClose}>{action === undefined ? 'Close' : 'Cancel'}</Button>
          {action !== undefined && (
            <Button type="submit" kind={kind} disabled={disabled === true || busy}>
              {busy ? 'Working…' : action}
            </Button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** Asks for the name of what is deleted. */
export function ConfirmDelete({
  what,
  name,
  verb = 'Delete',
  children,
  onDelete,
  onClose,
}: {
  what: string;
  name: string;
  /** What is done to it. */
  verb?: string;
  children?: ComponentChildren;
  onDelete: () => Promise<void>;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  return (
    <Dialog
      title={`${verb} ${what} ${name}`}
      action={verb === 'Cancel' ? `Cancel ${what}` : verb}
      kind="danger"
      disabled={typed !== name}
      onAction={onDelete}
      onClose={onClose}
    >
      {children}
      <Field label={`Type ${name} to confirm`} value={typed} onInput={setTyped} />
    </Dialog>
  );
}

export interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'search';
  placeholder?: string;
  hint?: string;
  /** Lines of a larger box. */
  lines?: number;
  mono?: boolean;
  /** The label is for screen readers only. */
  bare?: boolean;
  options?: { value: string; name: string }[];
}

export function Field({
  label,
  value,
  onInput,
  type = 'text',
  placeholder,
  hint,
  lines,
  mono,
  bare,
  options,
}: FieldProps) {
  const shared = {
    value,
    placeholder,
    class: mono === true ? 'mono' : '',
    onInput: (event: Event) => {
      onInput((event.currentTarget as HTMLInputElement).value);
    },
  };
  return (
    <label class={`field${lines === undefined ? '' : ' large'}`}>
      <span class={bare === true ? 'hidden' : 'field-label'}>{label}</span>
      {options ? (
        <select {...shared}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      ) : lines === undefined ? (
        type === 'search' ? (
          <input type="search" autocomplete="off" spellcheck={false} {...shared} />
        ) : (
          <input type="text" autocomplete="off" spellcheck={false} {...shared} />
        )
      ) : (
        <textarea rows={lines} spellcheck={false} {...shared} />
      )}
      {hint !== undefined && <span class="hint">{hint}</span>}
    </label>
  );
}
