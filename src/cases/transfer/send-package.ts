import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { IssuedDocument } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { linesWithoutScan } from './channels.ts';
import { manifestDigest, manifestOf } from './manifest.ts';

const SendInput = object({
  declaration: Type.Optional(Type.Boolean({ description: '确认扫描件与原件一致' })),
  overdueReason: Type.Optional(Type.String({ maxLength: 300 })),
});

type SendFacts = { files: FileFacts[]; dueAt: Instant; receipt: IssuedDocument | undefined };

/** Sends the scans and the home copy of the receipt as one frozen package (C.1, 13). */
export const sendPackage = command<'sendPackage', Static<typeof SendInput>, SendFacts>({
  name: 'sendPackage',
  input: SendInput,
  summary: '发送电子材料',
  example: { declaration: true },
  async facts(sources, kase) {
    return {
      files: await sources.files(kase.lines.flatMap((line) => line.fileIds)),
      dueAt: await sources.transferDueAt(kase, 'electronic'),
      receipt: sources.receiptOf(kase),
    };
  },
  blocked(kase) {
    if (!kase.channels.includes('electronic') || kase.package) return 'channel-not-chosen';
    return linesWithoutScan(kase).length > 0 ? 'scan-incomplete' : undefined;
  },
  decide(kase, { declaration, overdueReason }, { files, dueAt, receipt }, { now }) {
    if (!kase.channels.includes('electronic') || kase.package) return refuse('channel-not-chosen');
    const bare = linesWithoutScan(kase);
    if (bare.length > 0) {
      return refuse('scan-incomplete', {
        detail: `还没有扫描件：${bare.map(({ name }) => name).join('、')}。`,
      });
    }
    if (!declaration) return refuse('declaration-missing');
    const late = now >= dueAt;
    const reason = checkPlainText(overdueReason ?? '', { max: 300, min: 2 });
    if (late && !reason.valid) return refuse('overdue-reason-missing');
    const manifest = manifestOf(kase, files);
    return {
      events: [
        {
          type: 'packageSent',
          data: { manifest, manifestDigest: manifestDigest(manifest, receipt?.contentDigest ?? ''), late },
          ...(late && reason.valid ? { personal: { overdueReason: reason.normalized } } : {}),
        },
      ],
      to: 'inTransit',
    };
  },
});
