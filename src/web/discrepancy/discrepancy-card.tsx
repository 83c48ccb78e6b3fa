import { type ReactNode, useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { DiscrepancyView } from '../../cases/discrepancy/present-discrepancies.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { nextActOf } from '../case-page/next-act.ts';
import { ParcelDialog } from '../case-page/transfer-dialogs.tsx';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Card } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { AnswerDialog, ResolveDialog, ScanAgainDialog } from './answer-dialogs.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { discrepancyText as text } from './text.zh-CN.ts';
import './discrepancy.css';

type Act = 'answer' | 'scan' | 'send' | 'resolve';

type Opened = { act: 'report' } | { act: Act; found: DiscrepancyView };

const can = (kase: CaseView, command: Parameters<typeof actionOf>[1]): boolean => {
  const action = actionOf(kase, command);
  return action !== undefined && action.blocked === undefined;
};

/** 材料差异: what differs, how it stands, and what each side can do about it. */
export function DiscrepancyCard({ kase }: { kase: CaseView }) {
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const first = kase.discrepancies.find(({ open }) => open);
  const main = first && nextActOf(kase) === undefined ? mainOf(kase, first) : undefined;
  useKeys([
    {
      key: 'Ctrl Enter',
      name: main === undefined ? text.title : names[main],
      act: () => (first && main ? setOpened({ act: main, found: first }) : undefined),
      off: main === undefined,
    },
  ]);
  const mayReport = can(kase, 'reportDiscrepancy') && (kase.package !== undefined || kase.parcels.length > 0);
  if (kase.discrepancies.length === 0 && !mayReport) return null;
  return (
    <Card
      title={text.title}
      aside={
        mayReport ? (
          <Button small onPress={() => setOpened({ act: 'report' })}>
            {text.report}
          </Button>
        ) : undefined
      }
    >
      {kase.discrepancies.length === 0 ? (
        <p className="small pad">{text.none}</p>
      ) : (
        <ul className="document-list">
          {kase.discrepancies.map((found) => (
            <Difference key={found.id} found={found}>
              {found.open ? (
                <Acts
                  kase={kase}
                  found={found}
                  main={found === first ? main : undefined}
                  onOpen={(act) => setOpened({ act, found })}
                />
              ) : null}
            </Difference>
          ))}
        </ul>
      )}
      {opened?.act === 'report' ? <ReportDialog kase={kase} onClose={close} /> : null}
      {opened?.act === 'answer' ? <AnswerDialog kase={kase} found={opened.found} onClose={close} /> : null}
      {opened?.act === 'scan' ? <ScanAgainDialog kase={kase} found={opened.found} onClose={close} /> : null}
      {opened?.act === 'resolve' ? <ResolveDialog kase={kase} found={opened.found} onClose={close} /> : null}
      {opened?.act === 'send' ? (
        <ParcelDialog
          kase={kase}
          sending={{
            title: text.sendAgainTitle(opened.found.lineName),
            why: text.sendAgainWhy,
            for: { discrepancyId: opened.found.id },
            lineIds: [opened.found.lineId],
          }}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}

const names: Record<Act, string> = {
  answer: text.answer,
  scan: text.scanAgain,
  send: text.sendAgain,
  resolve: text.resolve,
};

/** What the reader can do about one difference. */
function actsOf(kase: CaseView, found: DiscrepancyView): Act[] {
  const intake = can(kase, 'answerDiscrepancy');
  const acts: [Act, boolean][] = [
    ['answer', intake],
    ['scan', intake && found.channel === 'electronic' && can(kase, 'sendPackage')],
    ['send', intake && found.channel === 'postal' && can(kase, 'dispatchParcel') && !found.replacement],
    ['resolve', can(kase, 'resolveDiscrepancy')],
  ];
  return acts.filter(([, possible]) => possible).map(([act]) => act);
}

/** What the reader does next: the intake window sends again or answers, the home window closes what was answered. */
function mainOf(kase: CaseView, found: DiscrepancyView): Act | undefined {
  const acts = actsOf(kase, found);
  const isAnswered = found.state === 'answered';
  const wanted: readonly Act[] = isAnswered ? ['resolve'] : ['scan', 'send', 'answer'];
  return wanted.find((act) => acts.includes(act));
}

function Acts(props: {
  kase: CaseView;
  found: DiscrepancyView;
  main: Act | undefined;
  onOpen: (act: Act) => void;
}) {
  const { kase, found, main, onOpen } = props;
  const acts = actsOf(kase, found).toSorted((a, b) => Number(b === main) - Number(a === main));
  return (
    <div className="row discrepancy-acts">
      {acts.map((act) =>
        act === main ? (
          <Button key={act} kind="main" keys="Ctrl Enter" onPress={() => onOpen(act)}>
            {names[act]}
          </Button>
        ) : (
          <Button key={act} small onPress={() => onOpen(act)}>
            {names[act]}
          </Button>
        ),
      )}
    </div>
  );
}

/** One difference with its history in a few lines. */
function Difference({ found, children }: { found: DiscrepancyView; children: ReactNode }) {
  const year = Number(useNow().slice(0, 4));
  const { replacement } = found;
  const moments = [
    text.reportedAt(shortMoment(found.reportedAt, year)),
    ...(found.answeredAt ? [text.answeredAt(shortMoment(found.answeredAt, year))] : []),
    ...(found.resolvedAt ? [text.resolvedAt(shortMoment(found.resolvedAt, year))] : []),
  ];
  return (
    <li>
      <Icon name={found.open ? 'alert' : 'check'} />
      <div>
        <b>
          {found.lineName}：{found.kindLabel}
        </b>
        {found.note ? <span className="block">{found.note}</span> : null}
        <span className="small block">
          {[text.channels[found.channel], found.waybill, ...moments].filter(Boolean).join(' · ')}
          {found.applicantMustAct ? ` · ${text.needsApplicant}` : ''}
        </span>
        {found.answer ? <span className="block">{text.answerOf(found.answer)}</span> : null}
        {replacement ? (
          <span className="small block">
            {replacement.waybill
              ? text.newParcel(replacement.waybill)
              : text.newScan(shortMoment(replacement.sentAt, year), replacement.files?.length ?? 0)}
          </span>
        ) : null}
        <Files label={text.photoNumber} files={found.photos} />
        <Files label={text.scanNumber} files={replacement?.files ?? []} />
        {children}
      </div>
      <Tag tone={found.open ? 'bad' : 'ok'} icon={found.open ? 'alert' : 'check'}>
        {found.stateLabel}
      </Tag>
    </li>
  );
}

function Files({ label, files }: { label: (number: number) => string; files: DiscrepancyView['photos'] }) {
  return files.length === 0 ? null : (
    <span className="small block discrepancy-files">
      {files.map(({ id, href }, index) => (
        <a key={id} href={href} target="_blank" rel="noreferrer">
          {label(index + 1)}
        </a>
      ))}
    </span>
  );
}
