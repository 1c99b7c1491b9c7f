/** Options of a source as they come from settings or a command line. */
import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { SourceProblem } from '../live-source.js';

/** Options checked. Throws {@link SourceProblem} that names what is wrong with them. */
export function checkedOptions<T extends z.ZodMiniType>(schema: T, options: unknown): z.output<T> {
  const checked = z.safeParse(schema, options);
  if (checked.success) return checked.data;
  const issues = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'options'}: ${message}`);
  throw new SourceProblem(l10n.t('These options do not work: {0}', issues.join('; ')));
}
