import type { CaseFilePages, CaseFileSection } from '../../documents/case-file.ts';
import type { InclusionProof } from '../../platform/feed.ts';
import { holderNames } from '../../regulation/duties.ts';
import { dayOf, type Instant, later, msOf } from '../../regulation/instant.ts';
import { caseStates, outcomes } from '../../regulation/states.ts';
import type { Case, Parcel, Side } from '../core/case.ts';
import { printedMatter } from '../core/printed-matter.ts';
import type { CustodyView } from '../custody/present-custody.ts';
import { carriers } from '../transfer/carriers.ts';
import type { CaseFileEntry, TraceEntry, TraceView } from './case-file-view.ts';
import type { DutyEnd } from './trace.ts';

/** What a case file is made of, beside the parts themselves. */
export type CaseFileContents = {
  kase: Case;
  programmeName: string;
  regionNames: Record<Side, string>;
  windowNames: Record<Side, string>;
  trace: TraceView;
  custody: readonly CustodyView[];
  proof: InclusionProof | null;
  entries: readonly CaseFileEntry[];
  manifestDigest: string;
  /** Tables of modules above: messages sent, tracking of carriers, coordination. */
  more: readonly CaseFileSection[];
};

/** 2021-06-07 10:00 as a table shows it. */
const momentText = (at: Instant): string => at.slice(0, 16).replace('T', ' ');

/** The end of a period: 24:00 of a day, not 00:00 of the next. */
const endText = (at: Instant): string =>
  at.slice(11, 19) === '00:00:00' ? `${dayOf(later(at, -1))} 24:00` : momentText(at);

const endWords: Record<DutyEnd, string> = { done: '已办', byClock: '期满由系统办理', void: '随之终止' };

const byWhom = ({ actor, capacity, windowName }: TraceEntry): string =>
  [actor, capacity, windowName].filter((part) => part !== undefined && part !== '').join('，');

function history(entries: readonly TraceEntry[]): CaseFileSection {
  return {
    key: 'history',
    title: '办理记录与期限',
    paragraphs: [
      `共 ${entries.length} 条，序号连续。“期限”一栏是这一步办完的事、应在什么时候办完、是否按期。`,
    ],
    columns: [
      { name: '序号' },
      { name: '时间' },
      { name: '办理人', wide: 2 },
      { name: '事项', wide: 3 },
      { name: '期限', wide: 3 },
    ],
    rows: entries.map((entry) => [
      String(entry.seq),
      momentText(entry.effectiveAt),
      byWhom(entry),
      [entry.title, entry.detail].filter((part) => part !== undefined).join('：'),
      entry.duties
        .map(
          ({ title, holder, dueAt, ended, late }) =>
            `${holderNames[holder]}${title}，${endText(dueAt)} 前；${endWords[ended]}${late && ended === 'done' ? '，逾期' : ''}`,
        )
        .join('；'),
    ]),
    empty: '没有记录',
  };
}

const moments = (parcel: Parcel): string =>
  (
    [
      ['登记', parcel.registeredAt],
      ['揽收', parcel.collectedAt],
      ['最近在途', parcel.movedAt],
      ['投递', parcel.deliveredAt],
      ['确认', parcel.confirmedAt],
      ['未投递成', parcel.failedAt],
      ['退回', parcel.returnedAt],
      ['遗失', parcel.lostAt],
      ['取消', parcel.cancelledAt],
    ] as const
  )
    .flatMap(([word, at]) => (at ? [`${word} ${momentText(at)}`] : []))
    .join('；');

function parcels({ kase, windowNames }: CaseFileContents): CaseFileSection {
  const place = { ...windowNames, applicant: '申请人' };
  return {
    key: 'parcels',
    title: '寄递轨迹',
    paragraphs: [],
    columns: [
      { name: '运单号' },
      { name: '寄递企业' },
      { name: '由谁寄给谁', wide: 1 },
      { name: '经过', wide: 1 },
    ],
    rows: kase.parcels.map((parcel) => [
      parcel.waybill,
      (carriers as Record<string, string>)[parcel.carrier] ?? parcel.carrier,
      `${place[parcel.from]} → ${place[parcel.to]}`,
      moments(parcel),
    ]),
    empty: '本件没有寄递。',
  };
}

const copyWords = {
  applicant: { open: '待交申请人', handedOver: '已交申请人' },
  intake: { open: '待存档', archived: '已存收件窗口' },
  home: {
    open: '待送属地',
    sentElectronically: '已随电子材料送属地',
    sentByPost: '已随邮件寄属地',
    sentBoth: '已送属地（电子和邮寄）',
  },
} as const;

/** Where the paper is: the three copies of the receipt, and each piece that was handed in. */
function paper({ kase, custody }: CaseFileContents): CaseFileSection {
  const { copies } = kase;
  return {
    key: 'paper',
    title: '纸质材料和存档位置',
    paragraphs: copies
      ? [
          `收件通知书一式三份：申请人联${copyWords.applicant[copies.applicant]}，收件地联${copyWords.intake[copies.intake]}，属地联${copyWords.home[copies.home]}。`,
        ]
      : [],
    columns: [
      { name: '材料', wide: 1 },
      { name: '现在在哪里', wide: 1 },
      { name: '自' },
      { name: '经手', wide: 1 },
    ],
    rows: custody.map(({ name, where, since, chain }) => [
      name,
      where,
      momentText(since),
      chain.map(({ at, holder }) => `${momentText(at)} ${holder}`).join('；'),
    ]),
    empty: '本件没有留下纸质材料。',
  };
}

function proofs({ trace, proof, entries, manifestDigest }: CaseFileContents): CaseFileSection {
  return {
    key: 'proofs',
    title: '摘要和记录链',
    paragraphs: [
      trace.whole
        ? `记录链已重新计算：${trace.entries.length} 条首尾相接，内容与承诺一致。`
        : `记录链重新计算时发现问题：${trace.fault ?? ''}。`,
      `链尾：${trace.head}`,
      `目录摘要（SHA-256，见附件“00 目录.json”）：${manifestDigest}`,
      proof
        ? `最后一条记录在事件流第 ${proof.entry.feedNo} 号，第 ${proof.batch.batchNo} 批，批根 ${proof.batch.merkleRoot}，批链值 ${proof.batch.hash}；第 ${proof.index + 1} 片叶，路径 ${proof.path.join(' ') || '无'}。`
        : '最后一条记录还没有进入事件流。',
      '复核：取出附件，逐个计算 SHA-256，与下表比对。',
    ],
    columns: [{ name: '序号' }, { name: '附件', wide: 1 }, { name: 'SHA-256', wide: 1 }],
    rows: entries.map(({ no, name, sha256, fault }) => [
      String(no),
      fault === undefined ? name : `${name}（${fault}）`,
      sha256,
    ]),
    empty: '没有附件。',
  };
}

/** Lays the content of a case file out: cover, tables in order. The same content gives the same pages. */
export function caseFilePages(contents: CaseFileContents): CaseFilePages {
  const { kase, programmeName, regionNames, windowNames, entries, trace, manifestDigest, more } = contents;
  const number = kase.businessNumber ?? '';
  const faulty = entries.filter(({ fault }) => fault !== undefined);
  const last = trace.entries.at(-1)?.recordedAt ?? kase.openedAt;
  return {
    name: `电子档案 ${number}`,
    footer: `电子档案　业务编号 ${number}　目录摘要 ${manifestDigest.slice(0, 16)}`,
    cover: {
      programme: programmeName,
      title: '办件电子档案',
      facts: [
        ['业务编号', number],
        ['事项', printedMatter(kase)],
        ['申请人', kase.personal?.applicant.name ?? '内容已依法删除'],
        ['收件地', `${regionNames.intake}　${windowNames.intake}`],
        ['属地', `${regionNames.home}　${windowNames.home}`],
        ['登记', kase.submittedAt ? dayOf(kase.submittedAt) : '—'],
        ['收件', kase.intakeAcceptedAt ? dayOf(kase.intakeAcceptedAt) : '—'],
        ['受理', kase.homeAcceptedOn ?? '—'],
        ['结束', `${kase.endedAt ? dayOf(kase.endedAt) : '—'}　${caseStates[kase.state]}`],
        ['结果', kase.outcome ? outcomes[kase.outcome] : '—'],
        ['记录', `${trace.entries.length} 条，截至 ${momentText(last)}`],
        ['文书和材料', `${entries.length} 份`],
        ['目录摘要', manifestDigest],
      ],
      notes: [
        `本档案由收件地和属地两个窗口共同保存，内容相同。每份文书和材料的原文件都在附件里，SHA-256 见“摘要和记录链”。`,
        ...(faulty.length > 0
          ? [
              `有 ${faulty.length} 份原文件缺失或与摘要不符，没有收入：${faulty.map(({ no, title }) => `第 ${no} 份 ${title}`).join('、')}。`,
            ]
          : []),
      ],
    },
    sections: [history(trace.entries), parcels(contents), paper(contents), ...more, proofs(contents)],
    timestamp: Math.floor(msOf(last) / 1000),
  };
}
