/** What looks into logs. With all their forms it is a bundle of its own: see `content-at-hand.ts`. */
import { speakAsVsCode } from '../../language.js';

export { headOfFile, headOfText } from './head-of-bytes.js';
export { textOf } from './text-of.js';

speakAsVsCode();
