/** The shapes of the lanes as small pictures for text: toolbar, verdict, evidence, legend. */
import type { Outcome, Segment } from '../../../src/analysis/lanes/protocol.js';
import type { EvidenceRow } from '../../../src/analysis/requests/timeline-details.js';
import { svg } from './dom.js';
import type { HandleMark } from '../data/handle-history.js';

function picture(name: string, ...shapes: SVGElement[]): SVGElement {
  return svg(
    'svg',
    { class: `symbol ${name}`, viewBox: '0 0 12 12', width: '12', height: '12', 'aria-hidden': 'true' },
    ...shapes,
  );
}

const path = (d: string): SVGElement => svg('path', { d, fill: 'currentColor' });
const stroke = (d: string): SVGElement =>
  svg('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5' });

/** `expected`: it ended silently, as somebody expects. */
export function outcomeSymbol(outcome: Outcome, expected = false): SVGElement {
  switch (outcome) {
    case 'silent':
      return picture(expected ? 'expected' : outcome, path('M6 0.5 L11.5 6 L6 11.5 L0.5 6 Z'));
    case 'timeout':
      return picture(outcome, stroke('M6 1.2 A4.8 4.8 0 1 1 5.99 1.2 Z M6 3 V6 H8.4'));
    case 'open':
      return picture(outcome, path('M2.5 0.5 L10.5 6 L2.5 11.5 Z'));
    case 'unknown':
      return picture(outcome, path('M0.5 4.6 h2.8 v2.8 h-2.8 z M5 4.9 h2.2 v2.2 h-2.2 z M9 5.2 h1.6 v1.6 h-1.6 z'));
    case 'destroyed':
      return picture(outcome, path('M0 4 H8 V1 H11 V11 H8 V8 H0 Z'));
  }
}

/** How a stay in a room ends besides, and what its person does inside. */
export function staySymbol(kind: 'kicked' | 'implied' | 'talking' | 'muted'): SVGElement {
  switch (kind) {
    case 'kicked':
      return picture('other', stroke('M2 2 L10 10 M10 2 L2 10'));
    case 'implied':
      return picture('other', path('M5 0.5 h2.5 v3 h-2.5 z M5 4.5 h2.5 v3 h-2.5 z M5 8.5 h2.5 v3 h-2.5 z'));
    case 'talking':
      return picture('type-64', path('M0 5 H12 V7 H0 Z'));
    case 'muted':
      return picture('other', stroke('M0.5 3.5 H11.5 V8.5 H0.5 Z M2 6 H10'));
  }
}

export function segmentSymbol(segment: Segment): SVGElement | null {
  if (segment === 'all' || segment === 'ended') return null;
  return outcomeSymbol(segment);
}

export function evidenceSymbol(kind: EvidenceRow['kind'], outcome: Outcome): SVGElement {
  switch (kind) {
    case 'created':
      return picture('created', path('M6 1.5 A4.5 4.5 0 1 1 5.99 1.5 Z'));
    case 'attached':
      return picture('attached', path('M4 1 H8 V11 H4 Z'));
    case 'detached':
      return picture('detached', stroke('M4.25 1.75 H7.75 V10.25 H4.25 Z'));
    case 'transport':
    case 'server':
      // What ended a silent session wears its shape.
      return outcome === 'silent'
        ? picture('silent', path('M6 0.5 L11.5 6 L6 11.5 L0.5 6 Z'))
        : picture('other', stroke('M6 1 L11 6 L6 11 L1 6 Z'));
    case 'session-event':
      return outcomeSymbol(outcome === 'timeout' ? 'timeout' : 'destroyed');
    case 'other':
      return picture('other', path('M3.5 3.5 H8.5 V8.5 H3.5 Z'));
  }
}

/** Square in the colour of an event's type, as its tick in the lane. */
export function eventSymbol(type: number): SVGElement {
  return picture(`event type-${type}`, path('M3 3 H9 V9 H3 Z'));
}

/** What marks the line of a handle in an opened lane. */
export function insideSymbol(kind: Exclude<HandleMark['kind'], 'plugin'> | 'bitrate'): SVGElement {
  switch (kind) {
    case 'offer':
      return picture('jsep', path('M6 3 A3 3 0 1 1 5.99 3 Z'));
    case 'answer':
      return picture('jsep', stroke('M6 3.5 A2.5 2.5 0 1 1 5.99 3.5 Z'));
    case 'slow-link':
      return picture('slow-link', path('M1.5 9.5 L6 2.5 L10.5 9.5 Z'));
    case 'stopped':
      return picture('stopped', path('M0.5 2.5 h11 v3 h-11 z M6 6 A2.5 2.5 0 1 1 5.99 6 Z'));
    case 'hangup':
      return picture('hangup', path('M5 1 H7 V11 H5 Z'));
    case 'bitrate':
      return picture('bitrate', stroke('M0.5 8 L4 4.5 L7 7 L11.5 3'));
  }
}
