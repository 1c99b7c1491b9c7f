/** One clock for all panes: the setting, told to this bundle and to the thread of each log. */
import type { Disposable } from 'vscode';
import { clockTold, tellTimesBy } from '../../words/times.js';
import type { Output } from '../output.js';
import type { Settings } from '../settings.js';
import type { OpenLogs } from './open-logs.js';

export function tellTimesAsChosen(settings: Settings, logs: OpenLogs, output: Output): Disposable {
  tellTimesBy({ zone: settings.clock, origin: 0 });
  return settings.onDidChange(() => {
    const zone = settings.clock;
    if (zone === clockTold().zone) return;
    tellTimesBy({ zone, origin: 0 });
    for (const log of logs.all)
      log.tellTimesBy(zone).catch((error: unknown) => {
        output.error(`Times of ${log.name}`, error);
      });
  });
}
