/** Those of reports that programs read. */
export const FILE_FORMATS = ['json', 'sarif', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const FORMATS = ['text', ...FILE_FORMATS] as const;
export type Format = (typeof FORMATS)[number];

export const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);
