/** The settings `janusEvents.*`, read and checked in one place. */
import { ConfigurationTarget, EventEmitter, workspace, type Disposable } from 'vscode';
import * as z from 'zod/mini';
import { ZONES, type Zone } from '../words/clocks.js';
import { NAMES_FIRST, type NamesFirst } from '../sessions/who.js';
import type { Output } from './output.js';
import { SEVERITIES, SEVERITY_KEYS } from './diagnostics/severity-keys.js';

const Entries = z.record(z.string(), z.unknown());
const Severities = z.partialRecord(z.enum(SEVERITY_KEYS), z.enum(SEVERITIES));
export type Severities = z.infer<typeof Severities>;

export class Settings implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly watcher: Disposable;

  constructor(private readonly output: Output) {
    this.watcher = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('janusEvents')) this.changed.fire();
    });
  }

  /** By cause or finding; what is not set, or wrongly, is `auto`. */
  get severity(): Severities {
    const severities = Object.entries(this.read('severity', Entries, {})).map(([key, value]) =>
      this.checked(`severity, "${key}",`, { [key]: value }, Severities, {}),
    );
    return Object.assign({}, ...severities) as Severities;
  }

  /** What sessions are called by first, wherever they are shown. */
  get sessionNames(): NamesFirst {
    return this.read('sessionNames', z.enum(NAMES_FIRST), 'display');
  }

  /** The clock by which times are told, in every pane. */
  get clock(): Zone {
    return this.read('clock', z.enum(ZONES), 'local');
  }

  /**
   * Another clock, chosen in one of the panes: for all of them, of all windows; of a workspace with a clock of its own,
   * there.
   */
  async setClock(zone: Zone): Promise<void> {
    if (zone === this.clock) return;
    const configuration = workspace.getConfiguration('janusEvents');
    const isOfWorkspace = configuration.inspect('clock')?.workspaceValue !== undefined;
    const target = isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await configuration.update('clock', zone, target);
  }

  /** Whether moving the cursor in a log selects the session in timeline and tree. */
  get followCursor(): boolean {
    return this.read('followCursor', z.boolean(), true);
  }

  /** Whether findings that are expected are hints among Problems, or not there. */
  get expectedFindings(): 'hide' | 'hint' {
    return this.read('expectedFindings', z.enum(['hide', 'hint']), 'hide');
  }

  /** What may be kept of logs that were read, MB; 0: nothing. */
  get indexMegabytes(): number {
    return this.read('index.megabytes', z.number().check(z.int(), z.gte(0), z.lte(1_000_000)), 1024);
  }

  dispose(): void {
    this.watcher.dispose();
    this.changed.dispose();
  }

  private read<T>(key: string, shape: z.ZodMiniType<T>, fallback: T): T {
    return this.checked(key, workspace.getConfiguration('janusEvents').get<unknown>(key), shape, fallback);
  }

  private checked<T>(name: string, value: unknown, shape: z.ZodMiniType<T>, fallback: T): T {
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    this.output.warn(`Setting janusEvents.${name} is not used: ${z.prettifyError(parsed.error)}`);
    return fallback;
  }
}
