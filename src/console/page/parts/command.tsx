import { useState } from 'preact/hooks';
import { state } from '../lib/state.js';
import { Icon } from './icon.js';

/** A command to copy: what this view shows, on the command line. */
export function Command({ args, text }: { args?: string[]; text?: string }) {
  const [copied, setCopied] = useState(false);
  const line = text ?? commandLine(args ?? []);
  const copy = async () => {
    await navigator.clipboard.writeText(line).catch(() => undefined);
    setCopied(true);
    setTimeout(() => {
      setCopied(false);
    }, 1500);
  };
  return (
    <span class="command">
      <code>{line}</code>
      <button type="button" aria-label={`Copy ${line}`} title="Copy" onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
      </button>
    </span>
  );
}

export function commandLine(args: string[]): string {
  const stack = state.stack.value?.name ?? 'default';
  const flags = stack === 'default' ? [] : ['--stack', stack];
  return ['streamkit', ...args, ...flags].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
