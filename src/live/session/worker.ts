/** Entry of a live session's worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Speech } from '../../words/language.js';
import { runLiveThread } from './live-thread.js';

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
runLiveThread(parentPort, workerData as Speech | null);
