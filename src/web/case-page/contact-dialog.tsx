import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Cards, ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { Card, Dialog, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Party } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { caseText as text } from './text.zh-CN.ts';

type Purpose = keyof typeof text.contactPurposes;

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }));

const nameIn = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key;

/** Every contact with the applicant, and the way to record another. */
export function ContactsCard({ kase, onRecord }: { kase: CaseView; onRecord: () => void }) {
  return (
    <Card
      title={text.contacts}
      aside={
        actionOf(kase, 'recordContact') ? (
          <button type="button" className="link-button" onClick={onRecord}>
            {text.recordContact}
          </button>
        ) : undefined
      }
    >
      <ul className="document-list">
        {kase.contacts.length === 0 ? (
          <li>
            <Icon name="phone" />
            <span className="soft">{text.noContacts}</span>
          </li>
        ) : null}
        {kase.contacts.map((contact) => (
          <li key={`${contact.at}-${contact.purpose}`}>
            <Icon name="phone" />
            <div>
              {nameIn(text.contactPurposes, contact.purpose)} ·{' '}
              {nameIn(text.contactChannels, contact.channel)} ·{' '}
              {contact.reached ? text.reached : text.notReached}
              <span className="small block">
                {shortMoment(contact.at)}
                {contact.result === undefined ? '' : ` · ${contact.result}`}
              </span>
            </div>
            <Party side={contact.side} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Records a contact with the applicant, or the attempt. */
export function ContactDialog(props: { kase: CaseView; purpose?: Purpose; onClose: () => void }) {
  const { kase, onClose } = props;
  const usual =
    props.purpose ?? (kase.contacts.some(({ side }) => side === 'home') ? 'other' : 'firstContact');
  const [channel, setChannel] = useState('phone');
  const [purpose, setPurpose] = useState<string>(usual);
  const [number, setNumber] = useState(kase.contact?.phone ?? '');
  const [reached, setReached] = useState(true);
  const [result, setResult] = useState('');
  const record = useCommand(kase.id);
  const short = [...result.trim()].length < 2 ? text.contactResultHint : undefined;
  const send = () => {
    if (short !== undefined || record.isPending) return;
    record.run(
      {
        command: 'recordContact',
        body: { channel, number: number.trim(), reached, result: result.trim(), purpose },
      },
      onClose,
    );
  };
  useKeys(
    [
      { key: 'Ctrl Enter', name: text.saveContact, act: send },
      { key: 'Esc', name: text.notSave, act: onClose },
    ],
    'dialog',
  );
  return (
    <Dialog title={text.contactTitle} width={600} onClose={onClose}>
      <div className="field-grid">
        <ChoiceField
          label={text.contactPurpose}
          value={purpose}
          choices={choicesOf(text.contactPurposes)}
          onChange={setPurpose}
        />
        <ChoiceField
          label={text.contactChannel}
          value={channel}
          choices={choicesOf(text.contactChannels)}
          onChange={setChannel}
        />
        <TextField
          label={text.contactNumber}
          hint={channel === 'visit' ? text.contactNumberHint : undefined}
          value={number}
          maxLength={30}
          onChange={setNumber}
        />
      </div>
      <Cards
        legend={text.reachedLegend}
        two
        value={reached ? 'yes' : 'no'}
        choices={[
          { value: 'yes', name: text.reached },
          { value: 'no', name: text.notReached },
        ]}
        onChange={(value) => setReached(value === 'yes')}
      />
      <TextArea
        label={text.contactResult}
        hint={text.contactResultHint}
        value={result}
        maxLength={300}
        onChange={setResult}
      />
      {record.error ? <Note tone="bad">{sentenceFor(record.error)}</Note> : null}
      <div className="dialog-buttons">
        <Button keys="Esc" onPress={onClose}>
          {text.notSave}
        </Button>
        <Button kind="main" keys="Ctrl Enter" blocked={short} busy={record.isPending} onPress={send}>
          {text.saveContact}
        </Button>
      </div>
    </Dialog>
  );
}
