/** The tools of assistants inside VS Code: language models may use them when a person asks about Janus. */
import { Disposable, lm, type ExtensionContext, LanguageModelTextPart, LanguageModelToolResult, l10n } from 'vscode';
import type { Logs, Tool } from '../../assistants/tool.js';

/** What is needed once a tool is used. */
export interface AssistantTools {
  readonly tools: readonly Tool[];
  readonly logs: Logs;
}

interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

/** Offers the tools of package.json; `load` brings what answers, with the first question. */
export function registerAssistantTools(
  { extension }: ExtensionContext,
  load: () => Promise<AssistantTools>,
): Disposable {
  const { contributes } = extension.packageJSON as Manifest;
  const registered = contributes.languageModelTools.map(({ name }) =>
    lm.registerTool<object>(name, {
      prepareInvocation: () => ({ invocationMessage: l10n.t('Asking about Janus event logs') }),
      invoke: async ({ input }, cancelled) => {
        const { tools, logs } = await load();
        const tool = tools.find((other) => other.name === name);
        if (tool === undefined) throw new Error(l10n.t('There is no tool {0}.', name));
        const abort = new AbortController();
        const listening = cancelled.onCancellationRequested(() => {
          abort.abort();
        });
        try {
          return new LanguageModelToolResult([new LanguageModelTextPart(await tool.answer(logs, input, abort.signal))]);
        } finally {
          listening.dispose();
        }
      },
    }),
  );
  return Disposable.from(...registered);
}
