/** The shell of the timeline's webview. Pure: the panel and the page's tests make the same document. */
import type { Speech } from '../../words/language.js';

export interface TimelineHtmlOptions {
  /** Fresh for every document, unguessable. */
  readonly nonce: string;
  /** `dist/timeline.js` and `dist/timeline.css` as the webview reaches them. */
  readonly scriptUri: string;
  readonly styleUri: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** The language of the texts; null for English. */
  readonly speech: Speech | null;
  /** URI of the log. The page keeps it in its state, where a restored panel finds it as `log`. */
  readonly log?: string;
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function timelineHtml(options: TimelineHtmlOptions): string {
  const [nonce, script, style, lang, log] = [
    options.nonce,
    options.scriptUri,
    options.styleUri,
    options.speech?.language ?? 'en',
    options.log ?? '',
  ].map(escapeAttribute);
  const csp = escapeAttribute(
    `default-src 'none'; script-src 'nonce-${options.nonce}'; style-src ${options.cspSource} 'nonce-${options.nonce}';`,
  );
  // Data, which the policy lets stand: nothing runs it. No text of it ends the element.
  const texts =
    options.speech === null
      ? ''
      : `<script type="application/json" id="speech">${JSON.stringify(options.speech).replaceAll('<', '\\u003c')}</script>\n`;
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${style}">
<title>Janus Timeline</title>
</head>
<body data-log="${log}">
${texts}<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
