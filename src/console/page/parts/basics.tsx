import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.js';

/** Parts of the address behind the view's name. */
export interface ViewProps {
  rest: string[];
}

export interface ButtonProps {
  children?: ComponentChildren;
  icon?: IconName;
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** Needed where the button shows an icon only. */
  label?: string;
  disabled?: boolean;
  pressed?: boolean;
  type?: 'button' | 'submit';
  onClick?: (event: MouseEvent) => void;
}

export function Button({
  children,
  icon,
  kind = 'plain',
  label,
  disabled,
  pressed,
  type = 'button',
  onClick,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button ${kind}${children === undefined ? ' only-icon' : ''}`}
      aria-label={label}
      title={children === undefined ? label : undefined}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export type Tone = 'good' | 'warning' | 'bad' | 'muted' | 'info';

/** A state in a word, with a mark of its own: never by color alone. */
export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`badge ${tone}`}>
      <span class="mark" aria-hidden="true" />
      {children}
    </span>
  );
}

const stateTones: Record<string, Tone> = {
  up: 'good',
  running: 'good',
  active: 'good',
  stable: 'good',
  done: 'good',
  passed: 'good',
  finished: 'good',
  submitted: 'warning',
  created: 'warning',
  initializing: 'warning',
  starting: 'warning',
  paused: 'warning',
  cut: 'warning',
  restarting: 'warning',
  rebalancing: 'warning',
  unassigned: 'warning',
  preparingrebalance: 'warning',
  completingrebalance: 'warning',
  canceled: 'warning',
  killed: 'warning',
  failing: 'bad',
  lost: 'bad',
  error: 'bad',
  failed: 'bad',
  dead: 'bad',
};

export function State({ value }: { value: string }) {
  return <Badge tone={stateTones[value.toLowerCase()] ?? 'muted'}>{value.toLowerCase()}</Badge>;
}

export function Card({
  title,
  actions,
  children,
  flush,
}: {
  title?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
  /** The content reaches the edges. */
  flush?: boolean;
}) {
  return (
    <section class={`card${flush === true ? ' flush' : ''}`}>
      {(title !== undefined || actions !== undefined) && (
        <header class="card-head">
          <h2>{title}</h2>
          {actions !== undefined && <div class="actions">{actions}</div>}
        </header>
      )}
      <div class="card-body">{children}</div>
    </section>
  );
}

export function Empty({
  icon,
  title,
  children,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** A page's heading with where it is, what it shows, and what can be done. */
export function Head({
  title,
  kicker,
  children,
  actions,
}: {
  title: string;
  kicker?: ComponentChildren;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <header class="page-head">
      <div class="page-title">
        {kicker !== undefined && <p class="kicker">{kicker}</p>}
        <h1>{title}</h1>
        {children !== undefined && <div class="page-sub">{children}</div>}
      </div>
      {actions !== undefined && <div class="actions">{actions}</div>}
    </header>
  );
}

export function Facts({ items }: { items: [label: string, value: ComponentChildren][] }) {
  return (
    <dl class="facts">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Tabs({
  current,
  tabs,
  label,
}: {
  current: string;
  label: string;
  tabs: { id: string; name: string; href: string }[];
}) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ id, name, href }) => (
        <a key={id} href={href} aria-current={id === current ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
