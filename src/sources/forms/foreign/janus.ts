/** What Janus writes besides events. */
import * as l10n from '@vscode/l10n';
import type { Foreign } from './foreign.js';

/** Lines of `janus.c`, as text or inside the JSON log's `line`. */
const SERVER_LOG =
  /Creating new session: \d|Destroying session \d|Timeout expired for session \d|Starting Meetecho Janus|Creating new handle in session \d|\[(?:INFO|WARN|ERR)\] \[\d{4,}\]|Detaching handle from |transport instance has gone away|Debug\/log level is \d/;
const API =
  /"janus"\s*:\s*"(?:create|success|attach|message|ack|event|keepalive|webrtcup|hangup|trickle|media|slowlink|timeout|detached|destroy|error|info|claim)"/;
const SDP = /^v=0\r?\no=/;

/** Whether text holds lines of Janus' own log. */
export const holdsServerLog = (text: string): boolean => SERVER_LOG.test(text);

export const JANUS: readonly Foreign[] = [
  {
    fits: ({ text }) => holdsServerLog(text),
    words: () =>
      l10n.t(
        "Janus' own log, which tells no events: give it to janus-events report with --server-log, beside the log of an event handler, or switch an event handler on",
      ),
  },
  {
    fits: ({ text }) => API.test(text),
    words: () =>
      l10n.t(
        'messages of the Janus API, between Janus and its clients, and no events: give the log of an event handler (sampleevh, wsevh, mqttevh, rabbitmqevh, gelfevh, nanomsgevh)',
      ),
  },
  { fits: ({ text }) => SDP.test(text), words: () => l10n.t('an SDP: give the log of an event handler') },
];
