import process from 'node:process';

/**
 * Tells the person at the terminal something, in Chinese and in English. Goes to standard error: standard output
 * belongs to the program that is started.
 * @param {string} chinese
 * @param {string} english
 */
export function say(chinese, english) {
  process.stderr.write(`tongban: ${chinese}\n         ${english.replaceAll('\n', '\n         ')}\n`);
}

/**
 * Says what stands in the way and what to do about it, and ends the process.
 * @param {string} chinese
 * @param {string} english
 * @returns {never}
 */
export function fail(chinese, english) {
  say(chinese, english);
  process.exit(1);
}
