/**
 * No file imports itself by way of others, types included: ESLint's rule passes over those.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [{ name: 'no-circles', severity: 'error', from: {}, to: { circular: true } }],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.wasm$', '^test/unit/lint/fixtures/'] },
  },
};
