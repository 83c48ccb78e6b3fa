import { type DeliveryWay, deliveryWays } from '../../catalogue/standard.ts';
import { Cards, FieldError, TextField } from '../components/field.tsx';
import type { IntakeForm } from './form.ts';
import { newCaseText as text } from './text.zh-CN.ts';

type DeliveryFieldsProps = {
  form: IntakeForm;
  offered: readonly DeliveryWay[];
  errorOf: (pointer: string) => string | undefined;
  onChange: (change: Partial<IntakeForm>) => void;
  onLeave: (pointer: string) => void;
};

/** Telephone, way of delivery and, by mail, the address. */
export function DeliveryFields({ form, offered, errorOf, onChange, onLeave }: DeliveryFieldsProps) {
  return (
    <div className="stack">
      <div className="field-grid">
        <TextField
          label={text.contactPhone}
          name="phone"
          type="tel"
          value={form.contactPhone}
          maxLength={30}
          error={errorOf('/contact/phone')}
          onChange={(contactPhone) => onChange({ contactPhone })}
          onLeave={() => onLeave('/contact/phone')}
        />
        <TextField
          label={text.contactName}
          optional
          hint={text.contactNameHint}
          value={form.contactName}
          maxLength={100}
          error={errorOf('/contact/name')}
          onChange={(contactName) => onChange({ contactName })}
        />
        <TextField
          label={text.contactEmail}
          optional
          hint={text.contactEmailHint}
          value={form.contactEmail}
          maxLength={254}
          error={errorOf('/contact/email')}
          onChange={(contactEmail) => onChange({ contactEmail })}
          onLeave={() => onLeave('/contact/email')}
        />
      </div>
      <div data-field="delivery">
        <Cards
          legend={text.way}
          value={form.way}
          choices={offered.map((way) => ({ value: way, name: deliveryWays[way] }))}
          onChange={(way) => onChange({ way })}
        />
        {errorOf('/delivery') === undefined ? null : <FieldError>{errorOf('/delivery')}</FieldError>}
      </div>
      {form.way === 'mail' ? (
        <div className="field-grid">
          <TextField
            label={text.address}
            name="address"
            className="field-full"
            value={form.address}
            maxLength={200}
            error={errorOf('/delivery/address/address')}
            onChange={(address) => onChange({ address })}
            onLeave={() => onLeave('/delivery/address/address')}
          />
          <TextField
            label={text.recipient}
            optional
            hint={text.recipientHint}
            value={form.recipient}
            maxLength={100}
            error={errorOf('/delivery/address/recipient')}
            onChange={(recipient) => onChange({ recipient })}
          />
          <TextField
            label={text.recipientPhone}
            optional
            hint={text.recipientPhoneHint}
            value={form.recipientPhone}
            maxLength={30}
            error={errorOf('/delivery/address/phone')}
            onChange={(recipientPhone) => onChange({ recipientPhone })}
            onLeave={() => onLeave('/delivery/address/phone')}
          />
        </div>
      ) : null}
    </div>
  );
}
