import { render } from 'preact';
import { App } from './app.js';
import { access, useToken } from './lib/api.js';
import { startRouter } from './lib/router.js';
import { applyTheme } from './lib/settings.js';
import { followState } from './lib/state.js';
import { findToken } from './lib/token.js';

applyTheme();
const token = await findToken();
startRouter();
if (token === undefined) access.value = 'denied';
else {
  useToken(token);
  followState();
}
render(<App />, document.getElementById('app') ?? document.body);
