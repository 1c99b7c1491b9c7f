// npm run audit: asks npm's registry for known vulnerabilities of what is bundled. All of it is in devDependencies, because
// bundles need no node_modules: an audit of dependencies alone would see nothing.
import { bundledNow } from '../../third-party-notices.mjs';
import { asScript, runCollecting, say } from './steps.mjs';

const GRAVE = new Set(['high', 'critical']);

/**
 * Whether nothing that is bundled is known to be gravely vulnerable; null: no registry answers, so that nobody knows.
 * Says what it found.
 * @returns {Promise<boolean | null>}
 */
export async function auditBundled() {
  const { output } = await runCollecting('npm', ['audit', '--json']);
  const { vulnerabilities, message } = answerIn(output);
  if (vulnerabilities === undefined) {
    say(`Not asked: the registry does not answer npm audit (${message ?? 'no answer'}). What is bundled is unchecked.`);
    return null;
  }
  const bundled = new Set(await bundledNow());
  const found = Object.values(vulnerabilities).filter(({ nodes }) => nodes.some((folder) => bundled.has(folder)));
  for (const { name, severity, range, via } of found) {
    const why = via.map((one) => (typeof one === 'string' ? `by ${one}` : `${one.title}: ${one.url}`));
    say(`${severity}: ${name} ${range} is bundled. ${why.join('; ')}`);
  }
  say(`${bundled.size} packages are bundled; ${found.length} of them have known vulnerabilities.`);
  return !found.some(({ severity }) => GRAVE.has(severity));
}

/**
 * @typedef {{ name: string, severity: string, range: string, nodes: string[], via: (string | { title: string, url: string })[] }} Vulnerability
 * @param {string} output
 * @returns {{ vulnerabilities?: Record<string, Vulnerability>, message?: string }}
 */
function answerIn(output) {
  try {
    return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
  } catch {
    return {};
  }
}

if (process.argv[1] === import.meta.filename)
  await asScript(async () => {
    if ((await auditBundled()) === false) process.exitCode = 1;
  });
