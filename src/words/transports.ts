/** Transports, their connections, and plugins as people call them. */
import * as l10n from '@vscode/l10n';

/** "WebSockets" for `janus.transport.websockets`; the plugin's own name for transports we do not know. */
export function transportName(transport: string | null): string {
  switch (transport) {
    case null:
      return l10n.t('unknown transport');
    case 'janus.transport.websockets':
      return 'WebSockets';
    case 'janus.transport.http':
      return 'HTTP';
    case 'janus.transport.pfunix':
      return l10n.t('Unix sockets');
    case 'janus.transport.rabbitmq':
      return 'RabbitMQ';
    case 'janus.transport.mqtt':
      return 'MQTT';
    case 'janus.transport.nanomsg':
      return 'Nanomsg';
    default:
      return transport.replace(/^janus\.transport\./, '');
  }
}

/** One connection of a transport: "WebSocket", "Unix socket". */
export function connectionName(transport: string | null): string {
  if (transport === 'janus.transport.websockets') return l10n.t('WebSocket');
  if (transport === 'janus.transport.pfunix') return l10n.t('Unix socket');
  return transport === null ? l10n.t('connection') : l10n.t('{0} connection', transportName(transport));
}

/** "videoroom" for `janus.plugin.videoroom`. */
export const pluginName = (plugin: string): string => plugin.replace(/^janus\.plugin\./, '');
