/** Texts that are said of very many sessions in the same words. */
import { speech } from './language.js';

/** What texts are made for is few: transports, plugins, versions. Who logs can make up more. */
const MOST = 256;

/** Says the same as `say`, but makes each text once for each thing it is said of, as long as the language stays. */
export function saidOnce<A>(say: (about: A) => string): (about: A) => string {
  const texts = new Map<A, string>();
  let language = speech();
  return (about) => {
    if (language !== speech() || texts.size > MOST) {
      texts.clear();
      language = speech();
    }
    let text = texts.get(about);
    if (text === undefined) {
      text = say(about);
      texts.set(about, text);
    }
    return text;
  };
}
