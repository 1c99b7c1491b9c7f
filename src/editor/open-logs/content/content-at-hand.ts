/**
 * What looks into logs knows all their forms: the editor loads it once a file may be a log. Node only: in a browser
 * everything is in one bundle, see `content-at-hand.web.ts`.
 */
export const content = () => import('./content.js');
