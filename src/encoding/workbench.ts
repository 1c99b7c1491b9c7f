/** Text as the parts of VS Code's workbench take it that find more than text in it. */
import { visible } from './visible.js';

/**
 * For labels of the status bar, quick picks and code lenses, where `$(name)` is an icon: behind a backslash it is not
 * (iconLabels.ts of VS Code).
 */
export const labelText = (text: string): string => visible(text).replaceAll('$(', '\\$(');

/**
 * For notifications and input boxes, where `[label](command:…)` is a link whose click runs any command (linkedText.ts of
 * VS Code): a space between the brackets takes it apart. Icons are none there.
 */
export const notificationText = (text: string): string => visible(text).replaceAll('](', '] (');

/**
 * For symbols, which the quick pick shows with icons and the outline without: a backslash would be seen there, so that a space
 * takes the icon apart.
 */
export const symbolText = (text: string): string => visible(text).replaceAll('$(', '$ (');
