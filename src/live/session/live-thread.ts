/** The worker thread of a live session. Node only: in a browser `worker.web.ts` does it. */
import type { MessagePort } from 'node:worker_threads';
import { speak, type Speech } from '../../words/language.js';
import { Capture } from '../capture/capture.js';
import { answerLive } from './live-run.js';

/** Answers the requests that come to the thread's port, in the language it is told. */
export function runLiveThread(port: MessagePort, speech: Speech | null): void {
  speak(speech);
  const take = answerLive(
    (settings, { notice }) => Capture.open({ ...settings, notice }),
    (message) => {
      port.postMessage(message);
      // The thread ends with its session.
      if (message.type !== 'news') port.close();
    },
  );
  port.on('message', take);
}
