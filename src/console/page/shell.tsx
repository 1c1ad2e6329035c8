import { bytes } from './lib/format.js';
import { href, place } from './lib/router.js';
import { theme } from './lib/settings.js';
import { state } from './lib/state.js';
import { Badge, Button } from './parts/basics.js';
import { Icon, type IconName } from './parts/icon.js';

export function Bar({
  onMenu,
  menuOpen,
  onSearch,
}: {
  onMenu: () => void;
  menuOpen: boolean;
  onSearch: () => void;
}) {
  const stack = state.stack.value;
  const services = (state.services.value ?? []).filter(
    ({ state: now, ports }) => now !== 'down' || ports.length > 0,
  );
  const up = services.filter((service) => service.state === 'up').length;
  const memory = services.reduce((sum, { memoryBytes = 0 }) => sum + memoryBytes, 0);
  const next = { system: 'light', light: 'dark', dark: 'system' } as const;
  return (
    <header class="bar">
      <span class="menu-button">
        <Button icon="menu" kind="quiet" label="Menu" pressed={menuOpen} onClick={onMenu} />
      </span>
      <a class="brand" href="#/" aria-label="streamkit console, pipeline">
        <svg class="logo" viewBox="0 0 22 22" aria-hidden="true">
          <rect width="22" height="22" rx="5" />
          <path d="M5 8c3-3 4 3 7 0s4 1 5 0M5 14c3-3 4 3 7 0s4 1 5 0" />
        </svg>
        <span>streamkit</span>
      </a>
      {stack && (
        <div class="bar-facts">
          <b>{stack.name}</b>
          <span class="wide">{stack.engine} engine</span>
          <span class="wide">{stack.kafkaMode === 'kraft' ? 'KRaft' : 'ZooKeeper mode'}</span>
          {stack.exists && (
            <Badge tone={up === services.length && up > 0 ? 'good' : up === 0 ? 'muted' : 'warning'}>
              {up} of {services.length} up
            </Badge>
          )}
          {memory > 0 && <span class="wide tabular">{bytes(memory)}</span>}
        </div>
      )}
      <div class="bar-end">
        {stack?.readOnly === true && (
          <span class="pill">
            <Icon name="lock" />
            read-only
          </span>
        )}
        <Button icon="search" kind="quiet" label="Find (Ctrl K)" onClick={onSearch} />
        <Button
          icon={theme.value === 'system' ? 'system' : theme.value === 'light' ? 'sun' : 'moon'}
          kind="quiet"
          label={`Colors: ${theme.value}. Change to ${next[theme.value]}`}
          onClick={() => {
            theme.value = next[theme.value];
          }}
        />
      </div>
    </header>
  );
}

interface Link {
  path: string;
  name: string;
  icon: IconName;
  count?: number | undefined;
}

export function Side({ open }: { open: boolean }) {
  const current = place.value.parts[0] ?? '';
  const attention = state.attention.value?.length ?? 0;
  const groups: { name: string; links: Link[] }[] = [
    {
      name: 'Stack',
      links: [
        { path: '', name: 'Pipeline', icon: 'flow' },
        {
          path: 'services',
          name: 'Services',
          icon: 'service',
          count: state.services.value?.filter((one) => one.state === 'up').length,
        },
        { path: 'logs', name: 'Logs', icon: 'logs' },
      ],
    },
    {
      name: 'Kafka',
      links: [
        {
          path: 'topics',
          name: 'Topics',
          icon: 'topic',
          count: state.topics.value?.filter((one) => !one.internal).length,
        },
        { path: 'groups', name: 'Consumer groups', icon: 'group', count: state.groups.value?.length },
        { path: 'schemas', name: 'Schemas', icon: 'schema' },
        { path: 'connectors', name: 'Connectors', icon: 'connector', count: state.connectors.value?.length },
      ],
    },
    {
      name: 'Processing and stores',
      links: [
        { path: 'topologies', name: 'Topologies', icon: 'topology', count: state.topologies.value?.length },
        {
          path: 'jobs',
          name: 'Jobs',
          icon: 'job',
          count: state.streamJobs.value?.filter(({ ended }) => !ended).length,
        },
        { path: 'sql', name: 'SQL', icon: 'sql' },
        { path: 'hdfs', name: 'HDFS', icon: 'folder' },
        { path: 'smoke', name: 'Smoke runs', icon: 'smoke' },
        { path: 'drills', name: 'Drills', icon: 'alert' },
      ],
    },
  ];
  return (
    <nav class={`side${open ? ' open' : ''}`} aria-label="Views">
      {groups.map(({ name, links }) => (
        <div key={name}>
          <p>{name}</p>
          <ul>
            {links.map(({ path, name: title, icon, count }) => (
              <li key={path}>
                <a
                  href={href(...(path === '' ? [] : [path]))}
                  aria-current={path === current ? 'page' : undefined}
                >
                  <Icon name={icon} />
                  {title}
                  {path === '' && attention > 0 && (
                    <span class="badge-count bad" aria-label={`${attention} need attention`}>
                      {attention}
                    </span>
                  )}
                  {count !== undefined && count > 0 && <span class="badge-count">{count}</span>}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
