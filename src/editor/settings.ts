/** The settings `janusEvents.*`, read and checked in one place. */
import { EventEmitter, workspace, type Disposable } from 'vscode';
import * as z from 'zod/mini';
import { NAMES_FIRST, type NamesFirst } from '../sessions/who.js';
import type { Output } from './output.js';
import { SEVERITIES, SEVERITY_KEYS } from './severity-keys.js';

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

  /** Whether moving the cursor in a log selects the session in timeline and tree. */
  get followCursor(): boolean {
    return this.read('followCursor', z.boolean(), true);
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
