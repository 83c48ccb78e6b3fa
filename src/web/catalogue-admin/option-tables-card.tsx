import { useState } from 'react';
import { useListsAnew } from '../api/list-keeping.ts';
import { TextField } from '../components/field.tsx';
import { Card } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { TableImport } from '../table-import/table-import.tsx';
import { optionTablesText as text } from './option-tables-text.zh-CN.ts';

/** 办理项 as a table: downloaded with the items that have none, handed in as proposals to split. */
export function OptionTablesCard({ programmeId }: { programmeId: string }) {
  const [reason, setReason] = useState('');
  const anew = useListsAnew();
  const { say } = useMessages();
  const address = `/api/list-programmes/${programmeId}/option-table`;
  return (
    <Card title={text.title}>
      <div className="pad stack">
        <p className="soft">{text.lead}</p>
        <p className="list-downloads">
          <a href={address} download>
            {text.xlsx}
          </a>{' '}
          <a href={`${address}?format=csv`} download>
            {text.csv}
          </a>
        </p>
        <TableImport
          address={address}
          template={`${address}?template=1`}
          before={{
            asked: <TextField label={text.reason} value={reason} onChange={setReason} maxLength={500} />,
            blocked: reason.trim() === '' ? `${text.reason}？` : undefined,
            query: { reason },
          }}
          onStored={({ added }) => {
            say(text.stored(added.length), 'ok');
            anew();
          }}
        />
      </div>
    </Card>
  );
}
