import { useEffect, useRef, useState } from 'preact/hooks';
import { access } from './lib/api.js';
import { startKeys } from './lib/keys.js';
import { place } from './lib/router.js';
import { connection, lostWhy } from './lib/state.js';
import { Command } from './parts/command.js';
import { Toasts } from './parts/toast.js';
import { Bar, Side } from './shell.js';
import { Keys } from './parts/keys-help.js';
import { Palette } from './parts/palette.js';
import { viewOf } from './views/all.js';

export function App() {
  const [menu, setMenu] = useState(false);
  const [overlay, setOverlay] = useState<'palette' | 'keys'>();
  const main = useRef<HTMLElement>(null);
  const { parts } = place.value;
  useEffect(
    () =>
      startKeys({
        palette: () => {
          setOverlay('palette');
        },
        help: () => {
          setOverlay('keys');
        },
      }),
    [],
  );
  useEffect(() => {
    setMenu(false);
    scrollTo(0, 0);
  }, [parts.join('/')]);
  useEffect(() => {
    document.title = `${parts[1] ?? parts[0] ?? 'pipeline'} · streamkit console`;
  }, [parts.join('/')]);
  if (access.value === 'denied') return <Denied />;
  const close = () => {
    setOverlay(undefined);
  };
  return (
    <>
      <div class="shell">
        <Bar
          onMenu={() => {
            setMenu(!menu);
          }}
          menuOpen={menu}
          onSearch={() => {
            setOverlay('palette');
          }}
        />
        <Side open={menu} />
        <main ref={main} tabIndex={-1} id="main">
          {connection.value === 'lost' && (
            <p class="lost" role="status">
              {lostWhy.value?.message ?? 'The connection to the console is lost.'} Trying again…
            </p>
          )}
          {viewOf(parts)}
        </main>
      </div>
      <Toasts />
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'keys' && <Keys onClose={close} />}
    </>
  );
}

function Denied() {
  return (
    <main class="denied">
      <h1>This tab has no access</h1>
      <p>
        The console answers only with its token, which changes at every start. Open the address that it
        printed in the terminal, or start it again:
      </p>
      <Command text="streamkit console" />
    </main>
  );
}
