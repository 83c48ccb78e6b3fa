import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { type DeliveryWay, deliveryWays } from '../../catalogue/standard.ts';
import { checkPhone } from '../../identity/phone.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, TextField } from '../components/field.tsx';
import { waysLeft } from './sending-dialogs.tsx';
import { deliverText as text } from './text.zh-CN.ts';

const noAddress = { recipient: '', phone: '', address: '' };

/** Changes how the result reaches the applicant, until it is on its way. */
export function DeliveryDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const offered = waysLeft(kase);
  const [way, setWay] = useState<DeliveryWay | undefined>(kase.delivery?.way ?? offered[0]);
  const [address, setAddress] = useState(noAddress);
  const command = useCommand(kase.id);
  const parts = Object.values(address).filter((part) => part.trim() !== '').length;
  const hasOld = kase.delivery?.address !== undefined;
  const needed = way === 'mail' && (parts > 0 || !hasOld);
  const phone = address.phone.trim() === '' ? undefined : checkPhone(address.phone);
  const blocked =
    needed && parts < 3 ? text.addressIncomplete : phone && !phone.valid ? phone.reason : undefined;
  const save = () => {
    if (!way || blocked !== undefined || command.isPending) return;
    command.run({ command: 'chooseDelivery', body: { way, ...(needed ? { address } : {}) } }, onClose);
  };
  return (
    <ActDialog
      title={text.changeTitle}
      verb={text.save}
      safe={text.notSave}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={save}
      onClose={onClose}
    >
      <Cards
        legend={text.way}
        value={way}
        choices={offered.map((value) => ({ value, name: deliveryWays[value] }))}
        onChange={(value) => setWay(offered.find((each) => each === value))}
      />
      {way === 'mail' ? (
        <div className="field-grid">
          <TextField
            label={text.recipient}
            hint={hasOld ? text.sameAddress : undefined}
            value={address.recipient}
            maxLength={100}
            onChange={(recipient) => setAddress({ ...address, recipient })}
          />
          <TextField
            label={text.phone}
            value={address.phone}
            maxLength={30}
            error={phone && !phone.valid ? phone.reason : undefined}
            onChange={(value) => setAddress({ ...address, phone: value })}
          />
          <TextField
            label={text.address}
            className="field-full"
            value={address.address}
            maxLength={200}
            onChange={(value) => setAddress({ ...address, address: value })}
          />
        </div>
      ) : null}
    </ActDialog>
  );
}
