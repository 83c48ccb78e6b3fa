/** Most bytes of one scan or document. */
export const largestFile = 20 * 1024 * 1024;

/** Most bytes of all files of one case together. */
export const largestCase = 200 * 1024 * 1024;

/** Most bytes of documents and scans that a case file shows page by page; the rest is attached only. */
export const largestShown = 64 * 1024 * 1024;

/** Most files that go with one message between two windows. */
export const mostMessageFiles = 5;
