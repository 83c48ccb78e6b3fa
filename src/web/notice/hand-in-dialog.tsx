import { useRef, useState } from 'react';
import type { CaseView, LineView } from '../../cases/core/case-view.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Cards, Check, ChoiceField, TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { useCommandQueue } from '../formal-review/command-queue.ts';
import { Stepper } from '../formal-review/review-line.tsx';
import { type HandedIn, usuallyHandedIn } from '../formal-review/verdicts.ts';
import { isOver, missingLines, parcelsToOpen } from './supplement.ts';
import { noticeText as text } from './text.zh-CN.ts';
import './notice.css';

type Piece = { came: boolean; handedIn: HandedIn; uploadIds: string[] };

/** 收补正材料: which lines came, in how many pieces, with their scans; at the counter or out of a parcel. */
export function HandInDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const { say } = useMessages();
  const missing = missingLines(kase);
  const parcels = parcelsToOpen(kase);
  const over = isOver(kase);
  const [way, setWay] = useState<'counter' | 'post'>(over && parcels.length > 0 ? 'post' : 'counter');
  const [waybill, setWaybill] = useState(parcels[0]?.waybill ?? '');
  const [extra, setExtra] = useState('');
  const [pieces, setPieces] = useState<Record<string, Piece>>(() =>
    Object.fromEntries(
      missing.map((line) => [
        line.id,
        { came: missing.length === 1, handedIn: usuallyHandedIn(line), uploadIds: [] },
      ]),
    ),
  );
  const queue = useCommandQueue(kase.id);
  const given = missing.filter(({ id }) => pieces[id]?.came);
  const nothing = given.length === 0 && extra.trim() === '' && way === 'counter';
  const blocked =
    way === 'counter' && over
      ? text.lateHandIn
      : way === 'post' && waybill === ''
        ? text.noParcel
        : nothing
          ? text.nothingCame
          : undefined;
  const go = () => {
    if (blocked !== undefined || queue.busy) return;
    for (const { id } of given) {
      const uploadIds = pieces[id]?.uploadIds ?? [];
      if (uploadIds.length > 0) queue.send({ command: 'attachFile', body: { lineId: id, uploadIds } });
    }
    const body = {
      way,
      ...(way === 'post' ? { waybill } : {}),
      pieces: given.map(({ id }) => ({ lineId: id, received: pieces[id]?.handedIn })),
      ...(extra.trim() === '' ? {} : { extras: [extra.trim()] }),
    };
    queue.send({ command: 'handInSupplement', body }, () => {
      const left = missing.length - given.length;
      say(left === 0 ? text.allCame : text.partCame(left));
      onClose();
    });
  };
  const change = (id: string, part: Partial<Piece>) =>
    setPieces((all) => {
      const before = all[id];
      return before ? { ...all, [id]: { ...before, ...part } } : all;
    });
  return (
    <ActDialog
      title={text.handInTitle}
      verb={text.handInVerb}
      safe={text.notHandIn}
      blocked={blocked}
      busy={queue.busy}
      error={queue.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.handInLead}</p>
      <Cards
        legend={text.way}
        two
        value={way}
        choices={[
          { value: 'counter', name: text.ways.counter, disabled: over },
          { value: 'post', name: text.ways.post, ...(parcels.length === 0 ? { note: text.noParcel } : {}) },
        ]}
        onChange={(value) => setWay(value === 'post' ? 'post' : 'counter')}
      />
      {way === 'post' && parcels.length > 0 ? (
        <ChoiceField
          label={text.whichParcel}
          value={waybill}
          choices={parcels.map((parcel) => ({ value: parcel.waybill, name: parcel.waybill }))}
          onChange={setWaybill}
        />
      ) : null}
      <ol className="notice-pieces">
        {missing.map((line) => {
          const piece = pieces[line.id];
          return piece ? (
            <PieceRow key={line.id} line={line} piece={piece} onChange={(part) => change(line.id, part)} />
          ) : null;
        })}
      </ol>
      <TextField
        label={text.extra}
        hint={text.extraHint}
        optional
        value={extra}
        maxLength={100}
        onChange={setExtra}
      />
    </ActDialog>
  );
}

function PieceRow(props: { line: LineView; piece: Piece; onChange: (part: Partial<Piece>) => void }) {
  const { line, piece, onChange } = props;
  const picker = useRef<HTMLInputElement>(null);
  const { attach, working, fault } = useAttaching((ids) =>
    onChange({ came: true, uploadIds: [...piece.uploadIds, ...ids] }),
  );
  const shown = piece.uploadIds.length === 0 ? text.scans : text.scanned(piece.uploadIds.length);
  const count = (part: Partial<HandedIn>) =>
    onChange({ came: true, handedIn: { ...piece.handedIn, ...part } });
  return (
    <li>
      <Check checked={piece.came} onChange={(came) => onChange({ came })}>
        {line.name}
      </Check>
      {line.correction === undefined ? null : <p className="small">{line.correction}</p>}
      <div className="row">
        <Stepper
          label={text.originals}
          value={piece.handedIn.originals}
          onChange={(originals) => count({ originals })}
        />
        <Stepper
          label={text.copiesCount}
          value={piece.handedIn.copies}
          onChange={(copies) => count({ copies })}
        />
        <Button small label={`${line.name}：${shown}`} onPress={() => picker.current?.click()}>
          <Icon name="scan" />
          {shown}
        </Button>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-label={`${line.name}：${shown}`}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {working === undefined ? null : <Note>{text.uploading(working)}</Note>}
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
    </li>
  );
}
