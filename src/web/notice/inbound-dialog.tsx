import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Check, TextField } from '../components/field.tsx';
import { useSending } from '../shipments/sending.tsx';
import { useNow } from '../time/now.tsx';
import { noticeText as text } from './text.zh-CN.ts';

type InboundParcelProps = {
  kase: CaseView;
  /** What may be in it: lines of the notice, or points of the home region's supplement. */
  pieces: readonly { id: string; name: string }[];
  /** What registering it brings about, in a sentence. */
  why: string;
  onClose: () => void;
};

/** 登记来件: a parcel that the applicant sent with pieces of a supplement. */
export function InboundParcelDialog({ kase, pieces, why, onClose }: InboundParcelProps) {
  const now = useNow();
  const [collected, setCollected] = useState('');
  const [inIt, setInIt] = useState<readonly string[]>(pieces.map(({ id }) => id));
  const parcel = useSending(kase, 'registerInboundParcel', {
    lineIds: inIt,
    ...(collected === '' ? {} : { collectedAt: `${collected}:00+08:00` }),
  });
  const blocked = parcel.blocked ?? (inIt.length === 0 ? text.inItMissing : undefined);
  const go = () => {
    if (blocked === undefined) parcel.run(onClose);
  };
  return (
    <ActDialog
      title={text.inboundTitle}
      verb={text.inboundVerb}
      safe={text.notInbound}
      blocked={blocked}
      busy={parcel.busy}
      error={parcel.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{why}</p>
      {parcel.fields}
      <TextField
        label={text.collectedAt}
        hint={text.collectedHint}
        optional
        type="datetime-local"
        value={collected}
        max={now.slice(0, 16)}
        onChange={setCollected}
      />
      <fieldset>
        <legend className="small">{text.inIt}</legend>
        {pieces.map(({ id, name }) => (
          <Check
            key={id}
            checked={inIt.includes(id)}
            onChange={(ticked) =>
              setInIt((all) => (ticked ? [...all, id] : all.filter((each) => each !== id)))
            }
          >
            {name}
          </Check>
        ))}
      </fieldset>
    </ActDialog>
  );
}
