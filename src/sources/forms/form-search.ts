/** Looks for a form in a log's first bytes, and for what the log is where it holds no events. */
import { foreignIn } from './foreign.js';
import { holdsServerLog } from './foreign/janus.js';
import type { Form } from './form.js';
import { Head } from './head.js';
import { formOf } from './registry.js';

/** Forms inside one another: CSV of escaped JSON in a container's records of a compressed file needs four. */
const MOST_FORMS = 6;
/** Other text in front of the first event that is looked through for a form, in heads. */
const MOST_HEADS = 64;

/** What is found out about a log's form while it is read. */
export interface FormState {
  /** The forms that were taken off, outermost first. */
  readonly forms: string[];
  /** What the log is, in words that follow "this is", when its head holds no events; null where that is not known. */
  foreign: string | null;
  /** Janus' own lines stand between the events. */
  serverLines: boolean;
  /** Events were found: whatever comes, the log is in no other form. */
  settled: boolean;
}

export const newFormState = (): FormState => ({ forms: [], foreign: null, serverLines: false, settled: false });

export class FormSearch {
  private heads = 0;

  constructor(private readonly state: FormState) {}

  /** Whether looking further would tell no more. */
  isDone(): boolean {
    return this.state.settled || this.heads === MOST_HEADS;
  }

  /** The form of what begins with the bytes, which it is noted to be in; null for none. */
  look(bytes: Uint8Array): { readonly form: Form; readonly head: Head } | null {
    const { state } = this;
    const head = new Head(bytes);
    const form = state.forms.length < MOST_FORMS ? formOf(head, state.forms) : null;
    if (form !== null) {
      state.forms.push(form.name);
      return { form, head };
    }
    this.heads++;
    state.settled = head.holdsEvents;
    if (state.settled) state.foreign = null;
    else state.foreign ??= foreignIn(head);
    // Later ones are of no use: a log's beginning says what its lines mean.
    if (this.heads === 1 && state.settled) state.serverLines = holdsServerLog(head.text);
    return null;
  }
}
