import { describe, expect, it } from 'vitest';
import { timelineHtml } from '../../../../src/editor/timeline/timeline-html.js';

describe('page shell', () => {
  const html = timelineHtml({
    nonce: 'abc',
    scriptUri: 'https://x/timeline.js',
    styleUri: 'https://x/timeline.css',
    cspSource: 'https://x',
    speech: { language: 'zh-cn', texts: { Open: '</script><script>alert(1)</script>' } },
    log: 'file:///a"><script>',
  });

  it('allows its own script and style and nothing else', () => {
    expect(html).toContain("default-src 'none'; script-src 'nonce-abc'; style-src https://x 'nonce-abc';");
    expect(html).not.toContain('unsafe');
  });

  it('names its language and brings its texts, which end nothing', () => {
    expect(html).toContain('<html lang="zh-cn">');
    expect(html.match(/<script/g)).toHaveLength(2);
    const [, speech] = /<script type="application\/json" id="speech">(.*)<\/script>/.exec(html)!;
    expect(JSON.parse(speech!)).toEqual({
      language: 'zh-cn',
      texts: { Open: '</script><script>alert(1)</script>' },
    });
  });

  it('escapes what it is given', () => {
    expect(html).toContain('data-log="file:///a&quot;&gt;&lt;script&gt;"');
  });
});
