/**
 * Plays the main story through HTTP: 成都市武侯区 takes in 社会保障卡申领 for 重庆市綦江区, through one-time notice and
 * supplement, receipt, transfer, acceptance, decision and delivery to 已办结. Works on the server at TONGBAN_URL, or on one it starts itself in a
 * folder of its own. Prints the timeline with articles and due dates, and where the PDFs lie.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseView, EventView } from '../src/cases/core/case-view.ts';
import { shortDay, shortMoment } from '../src/regulation/shanghai-time.ts';
import type { Client, Receipt } from './client/client.ts';
import { notify, supplement } from './client/notice-story.ts';
import { startOwnServer } from './client/own-server.ts';
import { acceptAndSend, decide, deliver, meet, receiveAndAccept, register, review } from './client/story.ts';

const intakeRegion = '510107';
const homeRegion = '500110';

async function printStep(title: string, client: Client, receipt: Receipt): Promise<void> {
  const kase = await client.get<CaseView>(`/api/cases/${receipt.id}`);
  const next = kase.deadlines.find(({ kind }) => kind === 'task');
  const due = next ? `，${shortDay(next.dueOn)} 24:00 前${next.provisional ? '（暂定）' : ''}` : '';
  console.log(
    `▸ ${title} → ${kase.stateLabel}；下一步：${kase.next ? `${kase.next.title}${due}` : '无'}（${kase.holder.office}）`,
  );
}

function printTimeline(events: readonly EventView[]): void {
  console.log('\n时间线（收件地与属地共见）');
  const side = { intake: '收', home: '属', system: '系' } as const;
  for (const event of events) {
    console.log(
      `${String(event.seq).padStart(3)}  ${shortMoment(event.effectiveAt)}  [${side[event.side]}] ${event.title}` +
        `${event.detail ? `：${event.detail}` : ''}　${event.actor}　${event.article}　${event.hash.slice(0, 15)}…`,
    );
  }
}

async function tell(origin: string): Promise<void> {
  const { now: at } = (await (await fetch(`${origin}/api/health`)).json()) as { now: string };
  const serial = Number(String(Date.now()).slice(-8));
  const people = await meet(origin, intakeRegion, homeRegion);
  let now = await register(people, homeRegion);
  console.log(`业务编号 ${now.businessNumber}`);
  await printStep('登记', people.intake, now);
  now = await review(people, now);
  await printStep('形式审查', people.intake, now);
  now = await notify(people, now);
  await printStep('一次性告知', people.intake, now);
  now = await supplement(people, now);
  await printStep('补正、再审', people.intake, now);
  now = await acceptAndSend(people, now, serial, at);
  await printStep('收件、发送、寄出', people.intake, now);
  now = await receiveAndAccept(people, now);
  await printStep('确认收到、受理、交办', people.home, now);
  now = await decide(people, now);
  await printStep('审查、准予', people.approver, now);
  now = await deliver(people, now, serial + 1, at);
  await printStep('送达、办结', people.home, now);

  const { events } = await people.home.get<{ events: EventView[] }>(`/api/cases/${now.id}/events`);
  printTimeline(events);
  const kase = await people.home.get<CaseView>(`/api/cases/${now.id}`);
  const proof = await people.home.get<{ intact: boolean; events: number }>(
    `/api/cases/${now.id}/verification`,
  );
  console.log(`\n记录校验：${proof.events} 条，${proof.intact ? '完整' : '不完整'}`);

  const folder = await mkdtemp(join(tmpdir(), 'tongban-walk-'));
  await mkdir(folder, { recursive: true });
  console.log('\n文书');
  for (const document of kase.documents) {
    const path = join(folder, `${document.title}.pdf`);
    await writeFile(path, await people.home.bytes(document.href));
    console.log(`  ${document.title}　${path}　核验 ${origin}/verify/${document.verificationCode}`);
  }
  if (kase.state !== 'completed' || !proof.intact)
    throw new Error('the walk did not reach 已办结 with a whole record');
  console.log('\n已办结。');
}

const given = process.env['TONGBAN_URL'];
const own = given ? undefined : await startOwnServer();
try {
  await tell(given ?? own?.origin ?? '');
} finally {
  await own?.stop();
}
