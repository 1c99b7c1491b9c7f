/** Entry of the webview: makes the page and connects it to the extension. */
import './styles/base.css';
import './styles/toolbar.css';
import './styles/search.css';
import './styles/menus.css';
import './styles/lanes.css';
import './styles/table.css';
import './styles/detail.css';
import './styles/verdict.css';
import './styles/lives.css';
import './styles/overview.css';
import './styles/events.css';
import './styles/json.css';
import 'uplot/dist/uPlot.min.css';
import './styles/charts.css';
import './styles/quality.css';
import './styles/ladder.css';
import './styles/overlays.css';
import { onHostMessage, reportUncaught } from './data/host.js';
import { createPage } from './page.js';
import { speak, type Speech } from '../../src/words/language.js';
import { registerControls } from './elements/toolkit.js';
import { restoreState } from './state/view-state.js';

const api = acquireVsCodeApi();
speak(spokenIn(document));
reportUncaught(api);
registerControls();
const state = restoreState(api.getState(), document.body.dataset['log'] ?? '');
const page = createPage(api, state);
onHostMessage(api, (message) => page.receive(message));
api.postMessage({ type: 'ready' });

/** The language that the host has put into the page. */
function spokenIn(page: Document): Speech | null {
  const text = page.getElementById('speech')?.textContent;
  return text === undefined ? null : (JSON.parse(text) as Speech);
}
