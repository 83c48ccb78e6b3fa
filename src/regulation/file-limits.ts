/** Most bytes of one scan or document. */
export const largestFile = 20 * 1024 * 1024;

/** Most bytes of all files of one case together. */
export const largestCase = 200 * 1024 * 1024;
