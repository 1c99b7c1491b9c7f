import { analyseFiles } from './analysis/read-logs.js';
import { jsonReport } from './reports/json.js';
const report = await analyseFiles(process.argv.slice(5));
process.stdout.write(jsonReport(report));
process.exitCode = report.sessions.some((s) => s.flagged) ? 1 : 0;
