/** The first line of the usage, which is all that is shown with an error: known without the sources. */
export const LISTEN_SYNOPSIS = 'Usage: janus-events listen SOURCE… --out FILE [OPTION]…';
