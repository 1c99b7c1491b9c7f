/** What the MQTT library takes for granted of Node's `process`, as far as it uses it. */
export const env = {};
export const version = '';

export function nextTick(run: (...args: unknown[]) => void, ...args: unknown[]): void {
  queueMicrotask(() => {
    run(...args);
  });
}

export const process = { env, version, nextTick };
