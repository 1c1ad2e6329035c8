import { useState } from 'preact/hooks';
import { destinations } from '../lib/keys.js';
import { go, href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { Dialog } from './dialog.js';
import { Icon, type IconName } from './icon.js';

interface Found {
  name: string;
  kind: string;
  icon: IconName;
  href: string;
}

const mostShown = 40;

/** Finds any thing of the stack by its name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = everything()
    .filter(({ name, kind }) => `${kind} ${name}`.toLowerCase().includes(text.toLowerCase()))
    .slice(0, mostShown);
  const open = (item: Found | undefined) => {
    if (!item) return;
    onClose();
    go(item.href);
  };
  return (
    <Dialog title="Find" onClose={onClose}>
      <div
        class="palette"
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setChosen(Math.max(0, Math.min(found.length - 1, chosen + step)));
          } else if (event.key === 'Enter') {
            event.preventDefault();
            open(found[chosen]);
          }
        }}
      >
        <label class="field">
          <span class="hidden">Name of a topic, group, connector, service or view</span>
          <input
            type="search"
            autofocus
            value={text}
            placeholder="Name of a topic, group, connector, service or view"
            onInput={(event) => {
              setText(event.currentTarget.value);
              setChosen(0);
            }}
          />
        </label>
        <ul>
          {found.map((item, index) => (
            <li key={item.href}>
              <a
                href={item.href}
                class={index === chosen ? 'chosen' : ''}
                onClick={() => {
                  onClose();
                }}
              >
                <Icon name={item.icon} />
                {item.name}
                <span class="muted">{item.kind}</span>
              </a>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p class="muted">Nothing has this name.</p>}
      </div>
    </Dialog>
  );
}

function everything(): Found[] {
  const items = (list: { name: string }[] | undefined, kind: string, icon: IconName, path: string) =>
    (list ?? []).map(({ name }) => ({ name, kind, icon, href: href(path, name) }));
  return [
    ...destinations.map(({ name, path }) => ({
      name,
      kind: 'view',
      icon: 'flow' as const,
      href: `#/${path}`,
    })),
    ...items(state.topics.value, 'topic', 'topic', 'topics'),
    ...items(state.groups.value, 'group', 'group', 'groups'),
    ...items(state.connectors.value, 'connector', 'connector', 'connectors'),
    ...items(state.topologies.value, 'topology', 'topology', 'topologies'),
    ...(state.streamJobs.value ?? []).map(({ id, name, processor }) => ({
      name,
      kind: `${processor} job`,
      icon: 'job' as const,
      href: href('jobs', id),
    })),
    ...items(state.services.value, 'service', 'service', 'services'),
  ];
}
