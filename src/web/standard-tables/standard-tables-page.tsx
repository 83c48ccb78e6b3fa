import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { provincesOf, writesStandards } from '../../catalogue/standard-proposal.ts';
import { useSession } from '../api/session.ts';
import { DayField } from '../components/day-field.tsx';
import { Cards, Check, TextArea, TextField } from '../components/field.tsx';
import { Card, Note } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import type { SheetsReport } from '../table-import/send-table.ts';
import { TableImport } from '../table-import/table-import.tsx';
import { standardTablesText as text } from './text.zh-CN.ts';
import './standard-tables.css';

type Draft = {
  id: string | null;
  optionId: string;
  name: string;
  kindText: string;
  reordered: string[];
  rewrites: boolean;
};
type Report = SheetsReport & { drafts: Draft[] };

const address = '/api/standard-table';
const sheets = ['办理项', '办理情形', '申请材料', '申请表单', '审查要点', '各省不同'];
const unified = 'unified';

/** 收件标准 as tables: given out whole, by part or by sheet; taken in as drafts, looked at before. */
export default function StandardTablesPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const grants = session?.grants ?? [];
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/standards') }]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="small">{text.lead}</p>
        </div>
        <div className="tools">
          <Link className="button button-plain" to="/standards">
            {text.back}
          </Link>
        </div>
      </div>
      <div className="stack">
        <Give />
        {session && !writesStandards(grants) ? (
          <Note>
            <b>{text.notYours}</b> {text.notYoursWhy}
          </Note>
        ) : null}
        {writesStandards(grants) ? <Take provinces={provincesOf(grants)} /> : null}
      </div>
    </>
  );
}

function Give() {
  const [part, setPart] = useState('');
  const asked = (query: Record<string, string>): string =>
    `${address}?${new URLSearchParams({ ...query, ...(part.trim() === '' ? {} : { q: part.trim() }) })}`;
  return (
    <Card title={text.giveTitle}>
      <div className="pad stack">
        <TextField
          label={text.part}
          hint={text.partHint}
          value={part}
          onChange={setPart}
          maxLength={60}
          optional
        />
        <p className="standard-tables-links">
          <a className="button button-main" href={asked({ format: 'xlsx' })} download>
            {text.workbook}
          </a>
          <a className="button button-plain" href={`${address}?template=1`} download>
            {text.template}
          </a>
        </p>
        <p className="standard-tables-links small">
          {text.oneSheet}
          {sheets.map((sheet) => (
            <a key={sheet} href={asked({ format: 'csv', sheet })} download>
              {sheet}
            </a>
          ))}
        </p>
      </div>
    </Card>
  );
}

function Take({ provinces }: { provinces: readonly string[] }) {
  const client = useQueryClient();
  const { data: session } = useSession();
  const [what, setWhat] = useState(unified);
  const [effectiveFrom, setEffectiveFrom] = useState('');
  const [note, setNote] = useState('');
  const [submit, setSubmit] = useState(false);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [stored, setStored] = useState<{ drafts: readonly Draft[]; submitted: boolean }>();
  const nameOf = (code: string): string =>
    session?.grants.find(({ regionCode }) => regionCode === code)?.regionName ?? code;
  const blocked =
    effectiveFrom === '' ? `${text.effectiveFrom}？` : note.trim() === '' ? `${text.note}？` : undefined;
  return (
    <Card title={text.takeTitle}>
      <div className="pad stack">
        {provinces.length > 0 ? (
          <Cards
            legend={text.what}
            two
            choices={[
              { value: unified, name: text.unified, note: text.unifiedHint },
              ...provinces.map((code) => ({ value: code, name: text.own(nameOf(code)), note: text.ownHint })),
            ]}
            value={what}
            onChange={setWhat}
          />
        ) : null}
        {stored ? <Stored {...stored} /> : null}
        <TableImport<Report>
          key={what}
          address={what === unified ? address : `${address}?region=${what}`}
          before={{
            blocked,
            query: { effectiveFrom, note, ...(submit ? { submit: '1' } : {}) },
            asked: (
              <>
                <b>{text.drafts}</b>
                <Drafts drafts={drafts} />
                <div className="standard-tables-fields">
                  <DayField label={text.effectiveFrom} value={effectiveFrom} onChange={setEffectiveFrom} />
                  <TextArea label={text.note} value={note} rows={2} onChange={setNote} />
                </div>
                <Check checked={submit} onChange={setSubmit}>
                  {text.submit}
                </Check>
              </>
            ),
          }}
          onTried={(report) => setDrafts(report.drafts)}
          onStored={(report) => {
            setStored({ drafts: report.drafts, submitted: submit });
            void client.invalidateQueries({ queryKey: ['standards'] });
          }}
        />
      </div>
    </Card>
  );
}

const howOf = ({ reordered, rewrites }: Draft): string =>
  [rewrites ? text.rewrites : text.fresh, reordered.length > 0 && text.reordered(reordered.join('、'))]
    .filter(Boolean)
    .join('；');

function Drafts({ drafts }: { drafts: readonly Draft[] }) {
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.drafts}>
        <thead>
          <tr>
            <th>{text.draftColumns.option}</th>
            <th>{text.draftColumns.kind}</th>
            <th>{text.draftColumns.how}</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft) => (
            <tr key={draft.optionId}>
              <td data-label={text.draftColumns.option}>
                {draft.optionId} {draft.name}
              </td>
              <td data-label={text.draftColumns.kind}>{draft.kindText}</td>
              <td data-label={text.draftColumns.how}>{howOf(draft)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Stored({ drafts, submitted }: { drafts: readonly Draft[]; submitted: boolean }) {
  return (
    <Note tone="ok">
      <b>{text.storedTitle}</b> {text.stored(drafts.length, submitted)}
      <ul>
        {drafts.map(({ optionId, name }) => (
          <li key={optionId}>
            <Link to={`/standards/${optionId}`}>
              {optionId} {name}
            </Link>
          </li>
        ))}
      </ul>
    </Note>
  );
}
