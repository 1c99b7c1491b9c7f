/** Handles and what was negotiated, loaded page by page as they are read from the log. */
import * as l10n from '@vscode/l10n';
import type { SessionDetail } from '../../../../src/analysis/requests/timeline-details.js';
import { h } from '../../elements/dom.js';
import { progressRing } from '../../elements/toolkit.js';
import type { DetailActions, Looked } from '../actions.js';
import { handleSection } from '../lives/handles.js';
import { negotiationSection } from './negotiation.js';
import { addSteps, type PeerConnections } from './peer-connections.js';
import { failure, messageOf } from '../section.js';

/** Steps kept: a session that negotiates for ever is not followed for ever. */
const MAX_STEPS = 20_000;

export interface WebrtcSections {
  readonly element: HTMLElement;
  close(): void;
}

/** @param before what is shown until this is loaded: the same of an earlier state of the session */
export function createWebrtcSections(
  detail: SessionDetail,
  looked: Looked,
  actions: DetailActions,
  before: HTMLElement | null,
): WebrtcSections {
  const element = h('div', {}, before);
  const connections: PeerConnections = new Map();
  let closed = false;

  const draw = (foot: Node | null): void => {
    const parts = [
      handleSection(detail, looked, connections, actions),
      negotiationSection(detail, looked, connections, actions),
      foot,
    ];
    element.replaceChildren(...parts.filter((part) => part !== null));
  };

  const load = async (from: number): Promise<void> => {
    try {
      for (let next: number | null = from, read = 0; next !== null;) {
        const page = await actions.webrtc(detail.session, next);
        if (closed) return;
        from = page.next ?? from;
        ({ next } = page);
        read += page.steps.length;
        addSteps(connections, page.steps);
        if (read < MAX_STEPS) continue;
        draw(
          h(
            'p',
            { class: 'muted' },
            l10n.t('There are more WebRTC events than are summed up here; the list below has all.'),
          ),
        );
        return;
      }
      draw(null);
    } catch (error) {
      if (!closed)
        draw(failure(l10n.t('The WebRTC events could not be loaded.'), messageOf(error), () => void load(from)));
    }
  };
  if (before === null) draw(detail.handles.length === 0 ? null : progressRing(l10n.t('Loading WebRTC events')));
  void load(0);
  return {
    element,
    close: () => {
      closed = true;
    },
  };
}
