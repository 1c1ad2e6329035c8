import { place, setQuery } from '../lib/router.js';
import { state } from '../lib/state.js';
import { Head } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { Field } from '../parts/dialog.js';
import { LogView } from './log-view.js';

export function Logs() {
  const service = place.value.query.get('service') ?? '';
  const known = (state.services.value ?? []).filter(
    ({ ports, state: now }) => ports.length > 0 || now !== 'down',
  );
  return (
    <div class="page">
      <Head title="Logs" actions={<Command args={['logs', ...(service === '' ? [] : [service]), '-f']} />} />
      <LogView
        key={service}
        services={service === '' ? [] : [service]}
        tools={
          <Field
            label="Service"
            value={service}
            onInput={(value) => {
              setQuery({ service: value });
            }}
            options={[
              { value: '', name: 'All services' },
              ...known.map(({ name }) => ({ value: name, name })),
            ]}
          />
        }
      />
    </div>
  );
}
