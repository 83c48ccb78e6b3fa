import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ArchiveCard } from '../archive/archive-card.tsx';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { TextField } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { HelpersCard } from '../consultation/helpers-card.tsx';
import { CustodyCard } from '../custody/custody-card.tsx';
import { DeliveryDialog } from '../deliver/delivery-dialog.tsx';
import { DiscrepancyCard } from '../discrepancy/discrepancy-card.tsx';
import { PaperCard } from '../discrepancy/paper-card.tsx';
import { EscalationCard } from '../escalations/escalation-card.tsx';
import { SupplementCard } from '../home-supplement/supplement-card.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { NoticeCard } from '../notice/notice-card.tsx';
import { MessagesCard } from '../requests/messages-card.tsx';
import { ShipmentsCard } from '../shipments/shipments-card.tsx';
import { ToldCard } from '../told/told-card.tsx';
import { CaseBanners } from './banners.tsx';
import { ContactDialog, ContactsCard } from './contact-dialog.tsx';
import { useFirstOpening } from './first-opening.ts';
import { HandsCard } from './hands-card.tsx';
import { nextActOf } from './next-act.ts';
import { NowFacts } from './now-facts.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { RareActs } from './rare-acts.tsx';
import {
  ApplicantCard,
  DeadlinesCard,
  DocumentsCard,
  OpinionsCard,
  OutcomeCard,
} from './reference-cards.tsx';
import { caseText as text } from './text.zh-CN.ts';
import { TimelineCard } from './timeline-card.tsx';
import { TransferCard, type TransferDialog } from './transfer-card.tsx';
import './case-page.css';

/** The whole truth of a case. */
export default function CasePage() {
  return <CaseFrame>{(kase) => <Page key={kase.id} kase={kase} />}</CaseFrame>;
}

function Page({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const [transfer, setTransfer] = useState<TransferDialog>();
  const [dialog, setDialog] = useState<'contact' | 'print' | 'delivery' | 'return'>();
  useFirstOpening(kase);
  const next = nextActOf(kase);
  const receipt = kase.documents.findLast(({ kind }) => kind === 'intakeReceipt') ?? kase.documents.at(-1);
  const go = () => {
    if (!next || next.blocked !== undefined) return;
    if ('screen' in next.go) void navigate(next.go.screen);
    else setTransfer(next.go.dialog);
  };
  const close = () => setDialog(undefined);
  useKeys([
    { key: 'Ctrl Enter', name: next?.label ?? text.goOn, act: go, off: next === undefined },
    { key: 'P', name: text.print, act: () => setDialog('print'), off: receipt === undefined },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);
  return (
    <>
      <CaseHead
        kase={kase}
        tools={
          <>
            {kase.flags.map((flag) => (
              <Tag key={flag} tone="bad" icon="alert">
                {flagName(flag)}
              </Tag>
            ))}
            <Button
              small
              keys="P"
              blocked={receipt === undefined ? text.noDocuments : undefined}
              onPress={() => setDialog('print')}
            >
              <Icon name="print" />
              {text.print}
            </Button>
            {actionOf(kase, 'chooseDelivery') && !actionOf(kase, 'chooseDelivery')?.blocked ? (
              <Button small onPress={() => setDialog('delivery')}>
                {text.changeDelivery}
              </Button>
            ) : null}
            {actionOf(kase, 'returnAssignment') && !actionOf(kase, 'returnAssignment')?.blocked ? (
              <Button small onPress={() => setDialog('return')}>
                {text.unassign}
              </Button>
            ) : null}
            <RareActs kase={kase} />
            {next ? (
              <Button kind="main" keys="Ctrl Enter" blocked={next.blocked} onPress={go}>
                {next.label}
              </Button>
            ) : null}
          </>
        }
      />
      <CaseBanners kase={kase} />
      <NowFacts kase={kase} />
      <div className="case-page">
        <div className="stack">
          <NoticeCard kase={kase} />
          <EscalationCard kase={kase} />
          <MessagesCard kase={kase} />
          <SupplementCard kase={kase} />
          <DiscrepancyCard kase={kase} />
          <PaperCard kase={kase} />
          <TransferCard kase={kase} dialog={transfer} onDialog={setTransfer} />
          <ShipmentsCard kase={kase} />
          <CustodyCard kase={kase} />
          <OutcomeCard kase={kase} />
          <TimelineCard kase={kase} />
          <ToldCard kase={kase} />
          <OpinionsCard kase={kase} />
          <ArchiveCard kase={kase} />
        </div>
        <div className="stack">
          <HandsCard kase={kase} />
          <HelpersCard kase={kase} />
          <DeadlinesCard kase={kase} />
          <DocumentsCard kase={kase} />
          <ContactsCard kase={kase} onRecord={() => setDialog('contact')} />
          <ApplicantCard kase={kase} />
        </div>
      </div>
      {dialog === 'contact' ? <ContactDialog kase={kase} onClose={close} /> : null}
      {dialog === 'print' && receipt ? <PrintDialog document={receipt} onClose={close} /> : null}
      {dialog === 'delivery' ? <DeliveryDialog kase={kase} onClose={close} /> : null}
      {dialog === 'return' ? <ReturnDialog kase={kase} onClose={close} /> : null}
    </>
  );
}

const flagName = (flag: string): string =>
  Object.hasOwn(text.flags, flag) ? text.flags[flag as keyof typeof text.flags] : flag;

function ReturnDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const command = useCommand(kase.id);
  const blocked = [...reason.trim()].length < 2 ? text.unassignReason : undefined;
  return (
    <ActDialog
      title={text.unassign}
      verb={text.unassign}
      safe={text.notSave}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={() =>
        blocked === undefined &&
        command.run({ command: 'returnAssignment', body: { reason: reason.trim() } }, onClose)
      }
      onClose={onClose}
    >
      <TextField label={text.unassignReason} first value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}
