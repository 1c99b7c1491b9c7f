import * as l10n from '@vscode/l10n';
import { definitionOf, sourceKinds } from '../live/profile.js';
import { listenSynopsis } from './synopsis.js';

export const listenUsage = (): string => `${listenSynopsis()}

${l10n.t(`Takes events from running Janus servers and appends them to FILE, one a line, until it is told to stop (Ctrl+C, SIGTERM).
What is acknowledged to a sender is in FILE.

Sources, any number of them; an ADDRESS is a port, or an address and a port:`)}
${sourceKinds.map((kind) => definitionOf(kind).commandLine.usage()).join('\n')}

${l10n.t(`Who may send. Without these, addresses of this machine alone are listened on:
  --user NAME            for HTTP and WebSocket, with the password in JANUS_EVENTS_PASSWORD or in a file:
  --password-file FILE
  --tls-cert FILE        certificate and private key (PEM): https:// and wss://
  --tls-key FILE
  --from ADDRESS         an address, or several as in 10.1.0.0/16, that may send GELF or nanomsg; can be given again

Brokers get the user of their URL (mqtts://user@host) and the password in JANUS_EVENTS_MQTT_PASSWORD or
JANUS_EVENTS_AMQP_PASSWORD, or in a file:
  --mqtt-password-file FILE, --amqp-password-file FILE
  --broker-ca FILE       certificates (PEM) of the authorities that signed theirs

The file:
  --fsync                acknowledge what is on the disk, not what the system has taken: a power failure loses nothing
  --max-size SIZE        begin a new file when FILE has that size (such as 256M); the older ones get numbers
  --max-total SIZE       delete the oldest, announced before, when all together exceed that size
  --report-on-exit       at the end print the report on all of it, and exit with its status

Exit status: 0, or that of the report; 2 something could not start, or not all that was
captured is on the disk.`)}
`;
