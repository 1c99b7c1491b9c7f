/** What looks into logs, which is in this bundle. */
import * as contentOfLogs from './content.js';

export const content = () => Promise.resolve(contentOfLogs);
