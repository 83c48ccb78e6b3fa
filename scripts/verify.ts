// Verifies all records of this installation: chains, snapshots, seals, documents, files. Exit code 1 at the first
// difference. PostgreSQL may serve meanwhile; an embedded database must be stopped.
import { ownPlace, readArguments, runCommand, secondsSince } from './keeping/command-line.ts';
import { verificationLines, verifyPlace } from './keeping/verify-place.ts';

const asked = readArguments(process.argv.slice(2), {});
if (!asked || asked.word !== undefined) {
  console.error('用法：npm run verify\n  校验 DATABASE_URL、TONGBAN_DATA 所指的全部记录。');
  process.exitCode = 2;
} else {
  await runCommand(async () => {
    const began = performance.now();
    console.log(verificationLines(await verifyPlace(ownPlace())).join('\n'));
    console.log(`校验用时 ${secondsSince(began)}`);
  });
}
