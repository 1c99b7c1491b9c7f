/** What is asked of the thread that makes a report where there is no command line: in a browser. */
import * as z from 'zod/mini';
import { bytes } from '../rpc/columns.js';
import { request, type Request } from '../rpc/requests.js';
import { FILE_FORMATS } from './formats.js';

export const REPORT_REQUESTS = {
  /** Answered when the whole report was told, in pieces. Refused with what is wrong with the log or with what is expected. */
  report: request(
    {
      format: z.enum(FILE_FORMATS),
      /** The log as it is stored, where it is in words, and its URI. */
      log: z.strictObject({ path: z.string(), uri: z.string(), bytes }),
      /** The text of the file of expected findings, and where it is; null: there is none. */
      expected: z.nullable(z.strictObject({ path: z.string(), text: z.string() })),
    },
    z.null(),
    z.string(),
  ),
};
export type ReportRequests = typeof REPORT_REQUESTS;
export type ReportRequest = Request<ReportRequests, 'report'>;
