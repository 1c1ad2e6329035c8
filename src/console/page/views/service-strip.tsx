import { bytes } from '../lib/format.js';
import { href } from '../lib/router.js';
import { state } from '../lib/state.js';
import { State } from '../parts/basics.js';

/** One tile per service that the stack has had. */
export function ServiceStrip() {
  const services = (state.services.value ?? []).filter(
    (service) => service.state !== 'down' || service.ports.length > 0,
  );
  if (services.length === 0) return null;
  return (
    <section aria-label="Services">
      <ul class="service-strip">
        {services.map(({ name, state: now, endpoints, memoryBytes, ports }) => (
          <li key={name}>
            <a href={href('services', name)}>
              <span class="line">
                <b>{name}</b>
                <State value={now} />
              </span>
              <span class="line">
                <span>{ports[0] ? `port ${ports[0].port}` : Object.keys(endpoints)[0]}</span>
                <span>{memoryBytes === undefined ? '' : bytes(memoryBytes)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
