/**
 * The editor's colours and fonts, as a canvas needs them. Everything comes from VS Code's CSS variables; in forced
 * colours from the system's. Red stands for silent endings and for nothing else.
 */
import { contrasting, lineOn, mix, parseColor, type Rgb } from './color.js';

export interface Theme {
  readonly background: string;
  /** Headers, axis and overview. */
  readonly raised: string;
  readonly foreground: string;
  readonly muted: string;
  readonly border: string;
  readonly grid: string;
  readonly bar: string;
  /** The stretch of an open session after its last event. */
  readonly barFaint: string;
  /** Arrows to what is beyond the edges. */
  readonly elsewhere: string;
  /** PeerConnection up. */
  readonly up: string;
  /** Handle attached. */
  readonly handle: string;
  readonly silent: string;
  readonly timeout: string;
  readonly accent: string;
  /** Text on the accent. */
  readonly accentText: string;
  /** ICE and DTLS under way. */
  readonly ice: string;
  readonly dtls: string;
  /** The line in a PeerConnection's bar. */
  readonly bitrate: string;
  /** Bars by quality: bad, poor, fair, good. */
  readonly quality: readonly [string, string, string, string];
  readonly selection: string;
  readonly selectionText: string;
  readonly selectionMuted: string;
  readonly hover: string;
  readonly jsep: string;
  readonly webrtc: string;
  readonly media: string;
  readonly plugin: string;
  /** Bars need an outline: high contrast and forced colours. */
  readonly outlined: boolean;
  readonly uiFont: string;
  readonly idFont: string;
  /** Size of UI text, px. */
  readonly fontSize: number;
  readonly idFontSize: number;
}

const BLACK: Rgb = [0, 0, 0, 255];

/** Turns any CSS colour into numbers by way of a canvas, which normalises what it understands. */
function colorReader(): (text: string) => Rgb {
  const context = document.createElement('canvas').getContext('2d');
  return (text) => {
    if (context === null) return BLACK;
    context.fillStyle = '#000000';
    context.fillStyle = text;
    return parseColor(context.fillStyle) ?? BLACK;
  };
}

function isHighContrast(): boolean {
  const classes = document.body.classList;
  return classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light');
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const forced = matchMedia('(forced-colors: active)').matches;
  const rgb = colorReader();
  const variable = (names: string[], fallback: string): string => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '' && value !== 'transparent') return value;
    }
    return fallback;
  };
  const color = (names: string[], fallback: string, system: string): string =>
    forced ? system : variable(names, fallback);
  const background = color(['editor-background'], '#1f1f1f', 'Canvas');
  const foreground = color(['foreground', 'editor-foreground'], '#cccccc', 'CanvasText');
  const blue = color(['charts-blue'], '#3794ff', 'LinkText');
  // What charts call orange is the translucent colour of search results in most themes.
  const green = color(['charts-green'], '#89d185', 'CanvasText');
  const yellow = color(['charts-yellow'], '#cca700', 'CanvasText');
  const orange = color(['symbolIcon-classForeground', 'charts-orange'], '#ee9d28', 'CanvasText');
  const [base, text, tint] = [rgb(background), rgb(foreground), rgb(blue)];
  const up = mix(base, tint, 0.85);
  const calm = rgb(mix(tint, text, 0.3));
  const outlined = forced || isHighContrast();
  const selection = color(['list-activeSelectionBackground'], outlined ? mix(base, text, 0.2) : '#04395e', 'Highlight');
  const selectionText = color(['list-activeSelectionForeground'], foreground, 'HighlightText');
  const accent = color(['focusBorder'], '#0078d4', 'Highlight');
  const px = (name: string, fallback: number): number => parseFloat(variable([name], '')) || fallback;
  const fontSize = px('font-size', 13);
  return {
    background,
    foreground,
    raised: color(['sideBar-background'], background, 'Canvas'),
    muted: forced ? 'CanvasText' : outlined ? foreground : mix(base, text, 0.75),
    border: color(
      outlined ? ['contrastBorder', 'panel-border'] : ['panel-border', 'editorGroup-border'],
      mix(base, text, 0.2),
      'CanvasText',
    ),
    grid: mix(base, text, outlined ? 0.18 : 0.07),
    bar: mix(base, calm, outlined ? 0.35 : 0.42),
    barFaint: mix(base, calm, outlined ? 0.12 : 0.24),
    elsewhere: mix(base, text, outlined ? 1 : 0.4),
    up,
    handle: color(['charts-green'], '#89d185', 'CanvasText'),
    silent: color(['charts-red', 'editorError-foreground'], '#f14c4c', 'CanvasText'),
    timeout: color(['charts-yellow'], '#cca700', 'CanvasText'),
    accent,
    accentText: forced ? 'HighlightText' : contrasting(rgb(accent)),
    ice: mix(base, rgb(orange), 0.55),
    bitrate: forced ? 'Canvas' : lineOn(rgb(up), rgb(mix(rgb(up), text, 0.85))),
    dtls: mix(base, rgb(color(['charts-green'], '#89d185', 'CanvasText')), 0.55),
    // Not from red, which stands for silent endings: from orange over yellow to green, the worse the stronger.
    quality: [
      mix(base, rgb(orange), outlined ? 1 : 0.85),
      mix(base, rgb(yellow), outlined ? 0.8 : 0.65),
      mix(base, rgb(green), outlined ? 0.5 : 0.38),
      mix(base, rgb(green), outlined ? 0.8 : 0.65),
    ],
    selection,
    selectionText,
    selectionMuted: forced ? 'HighlightText' : mix(rgb(selection), rgb(selectionText), 0.8),
    hover: color(['list-hoverBackground'], mix(base, text, 0.06), 'Canvas'),
    jsep: color(['charts-purple'], '#b180d7', 'CanvasText'),
    webrtc: orange,
    media: mix(base, text, 0.45),
    plugin: blue,
    outlined,
    uiFont: variable(['font-family'], 'system-ui, sans-serif'),
    idFont: variable(['editor-font-family'], 'monospace'),
    fontSize,
    idFontSize: Math.round(fontSize * 0.86),
  };
}

/** Calls back when the editor's theme, its fonts or the system's contrast change. */
export function watchTheme(changed: () => void): void {
  new MutationObserver(changed).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-id', 'data-vscode-theme-kind'],
  });
  new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  matchMedia('(forced-colors: active)').addEventListener('change', changed);
}
