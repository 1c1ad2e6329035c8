import type { ShownAttention } from '../../server/channels/state.js';
import { state } from '../lib/state.js';
import { Badge, Button, Card } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { act } from '../parts/toast.js';

export function Attention({ items }: { items: ShownAttention[] }) {
  const readOnly = state.stack.value?.readOnly === true;
  return (
    <Card flush title="Needs attention">
      <ul class="attention">
        {items.map(({ id, severity, title, evidence, link, action, command }) => (
          <li key={id}>
            <div class="attention-what">
              <Badge tone={severity === 'problem' ? 'bad' : 'warning'}>{severity}</Badge>
              <a href={link}>{title}</a>
              {evidence.length > 0 && <pre class="evidence">{evidence.join('\n')}</pre>}
            </div>
            <div class="actions">
              {command?.command !== undefined && <Command text={command.command} />}
              {action && !readOnly && (
                <Button
                  onClick={() => void act(action.method, action.path, undefined, `${action.label}: done`)}
                >
                  {action.label}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
