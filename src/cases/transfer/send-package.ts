import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import { stateGroups } from '../../regulation/states.ts';
import type { Case, IssuedDocument, Line, ManifestEntry } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { ruleDueAt } from '../core/rule-due.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { pointsToRelay } from '../home-supplement/supplement.ts';
import { linesWithoutScan } from './channels.ts';
import { filesOfCase, laterManifest, laterOf, notOpenHere, packageRule, SentFor } from './later-sending.ts';
import { homeCopiesDigest, manifestDigest, manifestOf } from './manifest.ts';

const SendInput = object({
  declaration: Type.Optional(Type.Boolean({ description: '确认扫描件与原件一致' })),
  overdueReason: Type.Optional(Type.String({ maxLength: 300 })),
  for: Type.Optional(SentFor),
});

type SendFacts = {
  /** Files of the case whose stored bytes are still those that were uploaded. */
  files: FileFacts[];
  /** Whether the package sent before no longer holds what was sent. */
  altered: boolean;
  dueAt: Instant;
  receipt: IssuedDocument | undefined;
};

const preHome = new Set<string>(stateGroups.preHome);

/** A package that was sent and not confirmed: it goes again only where its bytes have changed. */
const unconfirmed = (kase: Case): boolean => kase.package !== undefined && !kase.package.receivedAt;

const canSendFirst = (kase: Case): boolean =>
  preHome.has(kase.state) && kase.channels.includes('electronic') && !kase.package?.receivedAt;

/** Why nothing can be sent now, whatever is chosen. */
function sendingBlocked(kase: Case): 'channel-not-chosen' | 'scan-incomplete' | undefined {
  if (openDiscrepancies(kase).length > 0 || pointsToRelay(kase, 'electronic').length > 0) return undefined;
  if (!canSendFirst(kase)) return 'channel-not-chosen';
  return linesWithoutScan(kase).length > 0 ? 'scan-incomplete' : undefined;
}

const named = (lines: readonly Line[]): string => lines.map(({ name }) => name).join('、');

/** The files of the first package: every sound page of every line that was handed in on paper or as a file. */
function firstManifest(kase: Case, files: readonly FileFacts[]): ManifestEntry[] | { detail: string } {
  const bare = linesWithoutScan(kase);
  if (bare.length > 0) return { detail: `还没有扫描件：${named(bare)}。` };
  const manifest = manifestOf(kase.lines, files);
  const spoilt = kase.lines.filter(
    ({ id, fileIds }) => fileIds.length > 0 && !manifest.some(({ lineId }) => lineId === id),
  );
  return spoilt.length > 0 ? { detail: `扫描件已经改变，请重新扫描：${named(spoilt)}。` } : manifest;
}

/**
 * Sends scans as one frozen package (C.1, 13): the first time with the home copy of the receipt, later what
 * replaces a piece that differed or what was handed in for a home supplement. A package whose bytes changed on the
 * way goes again, without the changed files.
 */
export const sendPackage = command<'sendPackage', Static<typeof SendInput>, SendFacts>({
  name: 'sendPackage',
  input: SendInput,
  summary: '发送电子材料',
  example: { declaration: true },
  async facts(sources, kase, { for: sentFor }) {
    const later = sentFor && laterOf(kase, sentFor, 'electronic');
    const rule =
      later && later.purpose !== 'paperDemand' ? packageRule[later.purpose] : ('electronicTransfer' as const);
    const files = await sources.files(filesOfCase(kase));
    const again = sentFor === undefined && unconfirmed(kase);
    const digests = again ? await sources.rehash(files.map(({ id }) => id)) : undefined;
    return {
      files: digests ? files.filter(({ id, sha256 }) => digests.get(id) === sha256) : files,
      altered: kase.package?.manifest.some(({ fileId, sha256 }) => digests?.get(fileId) !== sha256) === true,
      dueAt: await ruleDueAt(sources, kase, rule, later?.since ?? kase.intakeAcceptedAt ?? kase.openedAt),
      receipt: sources.receiptOf(kase),
    };
  },
  blocked: sendingBlocked,
  decide(kase, { declaration, overdueReason, for: sentFor }, { files, altered, dueAt, receipt }, context) {
    const later = sentFor && laterOf(kase, sentFor, 'electronic');
    if (sentFor && (!later || later.purpose === 'paperDemand')) return refuse('field-invalid', notOpenHere);
    if (!sentFor && !canSendFirst(kase)) return refuse('channel-not-chosen');
    if (!sentFor && unconfirmed(kase) && !altered) return refuse('channel-already-arrived');
    const manifest = later ? laterManifest(kase, later, files) : firstManifest(kase, files);
    if ('detail' in manifest) return refuse('scan-incomplete', manifest);
    if (later && manifest.length === 0)
      return refuse('scan-incomplete', { detail: '请先把新的扫描件加到这一项材料。' });
    if (!declaration) return refuse('declaration-missing');
    const late = context.now >= dueAt;
    const reason = checkPlainText(overdueReason ?? '', { max: 300, min: 2 });
    if (late && !reason.valid) return refuse('overdue-reason-missing');
    const digest = manifestDigest(manifest, later ? '' : homeCopiesDigest(kase, receipt));
    return {
      events: [
        {
          type: 'packageSent',
          data: {
            manifest,
            manifestDigest: digest,
            late,
            ...(later && later.purpose !== 'paperDemand'
              ? {
                  more: {
                    id: context.newId(),
                    purpose: later.purpose,
                    refId: later.refId,
                    lineIds: later.lineIds.filter((id) => kase.lines.some((line) => line.id === id)),
                    ...(later.pointIds ? { pointIds: later.pointIds } : {}),
                  },
                }
              : {}),
          },
          ...(late && reason.valid ? { personal: { overdueReason: reason.normalized } } : {}),
        },
      ],
      to: preHome.has(kase.state) ? 'inTransit' : kase.state,
    };
  },
});
