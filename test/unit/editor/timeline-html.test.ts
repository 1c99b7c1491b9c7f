import { describe, expect, it } from 'vitest';
import { timelineHtml } from '../../../src/editor/timeline-html.js';

describe('page shell', () => {
  const html = timelineHtml({
    nonce: 'abc',
    scriptUri: 'https://x/timeline.js',
    styleUri: 'https://x/timeline.css',
    cspSource: 'https://x',
    lang: 'en',
    log: 'file:///a"><script>',
  });

  it('allows its own script and style and nothing else', () => {
    expect(html).toContain("default-src 'none'; script-src 'nonce-abc'; style-src https://x 'nonce-abc';");
    expect(html).not.toContain('unsafe');
  });

  it('escapes what it is given', () => {
    expect(html).toContain('data-log="file:///a&quot;&gt;&lt;script&gt;"');
  });
});
