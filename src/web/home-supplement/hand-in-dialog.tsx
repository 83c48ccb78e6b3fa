import { useRef, useState } from 'react';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import type { PointView } from '../../cases/home-supplement/present-home-supplement.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Cards, ChoiceField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { Stepper } from '../formal-review/review-line.tsx';
import { isOver, missingPoints, openSupplement } from './supplement-acts.ts';
import { supplementText as text } from './text.zh-CN.ts';

type Piece = { uploadIds: string[]; originals: number; copies: number };

const nothing: Piece = { uploadIds: [], originals: 0, copies: 0 };

const isGiven = ({ uploadIds, originals, copies }: Piece): boolean =>
  uploadIds.length + originals + copies > 0;

/** The applicant's parcels to this window that nobody has opened yet. */
const parcelsHere = ({ parcels, capacities }: CaseView): ParcelView[] =>
  parcels.filter(
    ({ purpose, to, confirmedAt }) =>
      purpose === 'homeSupplement' &&
      to === (capacities.includes('homeClerk') ? 'home' : 'intake') &&
      confirmedAt === undefined,
  );

/** 收补正材料: of each point scans, paper, or both; at the counter, or out of a parcel. */
export function HandInDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const { say } = useMessages();
  const open = openSupplement(kase);
  const points = open ? missingPoints(open) : [];
  const parcels = parcelsHere(kase);
  const over = isOver(kase);
  const [way, setWay] = useState<'counter' | 'post'>(over && parcels.length > 0 ? 'post' : 'counter');
  const [waybill, setWaybill] = useState(parcels[0]?.waybill ?? '');
  const [pieces, setPieces] = useState<Record<string, Piece>>({});
  const take = useCommand(kase.id);
  const given = points.flatMap(({ id }) => {
    const piece = pieces[id];
    return piece && isGiven(piece) ? [{ pointId: id, ...piece }] : [];
  });
  const blocked =
    way === 'post' && waybill === '' ? text.noParcel : given.length === 0 ? text.nothingTaken : undefined;
  const go = () => {
    if (blocked !== undefined || take.isPending) return;
    take.run(
      {
        command: 'handInHomeSupplement',
        body: { way, ...(way === 'post' ? { waybill } : {}), pieces: given },
      },
      () => {
        say(text.taken);
        onClose();
      },
    );
  };
  const change = (id: string, part: Partial<Piece>) =>
    setPieces((all) => ({ ...all, [id]: { ...nothing, ...all[id], ...part } }));
  return (
    <ActDialog
      title={text.handInTitle}
      verb={text.handInVerb}
      safe={text.notHandIn}
      blocked={blocked}
      busy={take.isPending}
      error={take.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{kase.capacities.includes('homeClerk') ? text.handInHome : text.handInIntake}</p>
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
      <ol className="piece-list">
        {points.map((point) => (
          <PieceRow
            key={point.id}
            number={(open?.points.findIndex(({ id }) => id === point.id) ?? 0) + 1}
            point={point}
            piece={pieces[point.id] ?? nothing}
            onChange={(part) => change(point.id, part)}
          />
        ))}
      </ol>
    </ActDialog>
  );
}

function PieceRow(props: {
  number: number;
  point: PointView;
  piece: Piece;
  onChange: (part: Partial<Piece>) => void;
}) {
  const { number, point, piece, onChange } = props;
  const picker = useRef<HTMLInputElement>(null);
  const { attach, working, fault } = useAttaching((ids) =>
    onChange({ uploadIds: [...piece.uploadIds, ...ids] }),
  );
  const words = piece.uploadIds.length === 0 ? text.scans : text.scanned(piece.uploadIds.length);
  return (
    <li>
      <p>
        <b>
          {number}. {point.lineName ?? ''}
        </b>
        {point.lineName ? '：' : ' '}
        {point.text}
      </p>
      <div className="row">
        <Button small label={text.scansFor(number, words)} onPress={() => picker.current?.click()}>
          <Icon name="scan" />
          {words}
        </Button>
        <Stepper
          label={text.originals}
          value={piece.originals}
          onChange={(originals) => onChange({ originals })}
        />
        <Stepper label={text.copies} value={piece.copies} onChange={(copies) => onChange({ copies })} />
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-label={text.scansFor(number, text.scans)}
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
