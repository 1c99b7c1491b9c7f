// Asks Janus Event Inspector as other extensions do, and shows the answers as documents.
const { commands, extensions, lm, Uri, window, workspace } = require('vscode');

const api = () => extensions.getExtension('janus-event-inspector.janus-event-inspector').activate();
const file = (name) => Uri.joinPath(workspace.workspaceFolders[0].uri, name);

async function show(answer) {
  const content = typeof answer === 'string' ? answer : JSON.stringify(answer, null, 1);
  await window.showTextDocument(await workspace.openTextDocument({ content, language: 'plaintext' }));
}

const failing = (run) => async () => {
  try {
    await run();
  } catch (error) {
    await show(`refused: ${error.message}`);
  }
};

exports.activate = ({ subscriptions }) => {
  const ask = async (what) => window.showInputBox({ prompt: what, ignoreFocusOut: true });
  subscriptions.push(
    commands.registerCommand(
      'other.findings',
      failing(async () => {
        const name = await ask('Which log?');
        await show({ version: (await api()).version, findings: await (await api()).findings(file(name)) });
      }),
    ),
    commands.registerCommand(
      'other.openLogs',
      failing(async () => (await api()).openLogs([file(await ask('Which log?'))])),
    ),
    commands.registerCommand(
      'other.useTool',
      failing(async () => {
        const { name, input } = JSON.parse(await ask('Which tool?'));
        const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
        await show(content.map(({ value }) => value).join(''));
      }),
    ),
  );
};
