/** Reads log files and analyses them together. Node only. */
import type { LogReport } from '../sessions/model.js';
import { newReadState, readLog } from '../sources/log-file.js';
import { LogAnalyser } from './log-analyser.js';

/** Reads every log in turn (`-` is standard input) and judges them as one story. Throws LogUnreadable. */
export async function analyseFiles(paths: readonly string[]): Promise<LogReport> {
  const analyser = new LogAnalyser();
  for (const path of paths) {
    const state = newReadState();
    analyser.begin(path === '-' ? 'standard input' : path);
    for await (const bytes of readLog(path, state)) analyser.push(bytes);
    analyser.end(state.gzip, state.problem);
  }
  return analyser.finish().report;
}
