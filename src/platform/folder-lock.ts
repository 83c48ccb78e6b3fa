import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder belongs to another running process. */
class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `数据文件夹 ${folder} 正由另一个通办进程（进程号 ${pid}）使用。请先停止它，或用 TONGBAN_DATA 另选文件夹。`,
    );
    this.name = 'FolderInUse';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time of a process in clock ticks since boot: tells a process from a later one with the same number. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Takes a folder for this process alone; throws FolderInUse while another living process holds it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'tongban.lock');
  const mine = `${process.pid} ${await startOf(process.pid)}`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(mine);
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [pidText = '', start = ''] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
      const pid = Number(pidText);
      if (pid > 0 && isAlive(pid) && (await startOf(pid)) === start) throw new FolderInUse(folder, pid);
      await rm(path, { force: true });
    }
  }
  throw new Error(`数据文件夹 ${folder} 无法锁定。`);
}
