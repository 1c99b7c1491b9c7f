import { EventEmitter, type Disposable } from 'vscode';

/** Where a session was chosen: that view needs no notice of it. */
export type SelectionOrigin = 'log' | 'timeline' | 'tree' | 'command';

export interface SelectedSession {
  readonly session: number;
  readonly origin: SelectionOrigin;
}

/** The session that log, timeline and tree are all at. */
export class SessionSelection implements Disposable {
  private readonly changed = new EventEmitter<SelectedSession>();
  readonly onDidChange = this.changed.event;
  private selected: number | null = null;

  get session(): number | null {
    return this.selected;
  }

  select(session: number, origin: SelectionOrigin): void {
    const again = this.selected === session && origin !== 'command';
    this.selected = session;
    if (!again) this.changed.fire({ session, origin });
  }

  /** After a new reading the same session may have another number, or be gone: nobody chose anything, so no news. */
  renumber(session: number | null): void {
    this.selected = session;
  }

  dispose(): void {
    this.changed.dispose();
  }
}
