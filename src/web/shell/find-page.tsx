import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type SearchKind, searchKinds } from '../../cases/core/search-keys.ts';
import { type CaseQuestion, useCaseSearch } from '../api/cases.ts';
import { Refusal, sentenceFor } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { useKeys, useScans } from '../keys/keyboard.tsx';
import type { Scan } from '../keys/scanner.ts';
import { CaseTable } from '../work-list/case-table.tsx';
import '../work-list/work-list.css';
import { guessKind } from './guess-kind.ts';
import { shellText } from './text.zh-CN.ts';

const text = shellText.findPage;

/** By what a scan is looked up. */
const kindOfScan: Partial<Record<Scan['kind'], SearchKind>> = {
  businessNumber: 'number',
  residentId: 'identity',
  waybill: 'waybill',
};

/** 办件查询: by number, identity, phone, name or waybill; what is found is masked, what is asked is recorded. */
export function FindPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const works = session?.grants.some(({ role }) => ['windowClerk', 'windowLead', 'approver'].includes(role));
  const kinds = searchKinds.filter((kind) => kind !== 'name' || works);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<SearchKind>();
  const [number, setNumber] = useState('');
  const [cursor, setCursor] = useState(0);
  const [missing, setMissing] = useState<string>();
  const search = useCaseSearch();
  const by = chosen ?? guessKind(typed) ?? 'number';
  const withNumber = by === 'phone' && /^\d{4}$/.test(typed.trim());

  const look = (question: CaseQuestion) => {
    setCursor(0);
    search.mutate(question);
  };
  const submit = () => {
    if (typed.trim() === '') {
      setMissing(text.nothing);
      return;
    }
    look({ by, value: typed, ...(withNumber && number.trim() !== '' ? { businessNumber: number } : {}) });
  };
  const change = (value: string) => {
    setTyped(value);
    setMissing(undefined);
    search.reset();
  };
  useScans((scan) => {
    const kind = kindOfScan[scan.kind];
    change(scan.value);
    setChosen(kind);
    if (kind) look({ by: kind, value: scan.value });
  });

  const rows = search.data?.cases ?? [];
  const current = rows[Math.min(cursor, rows.length - 1)];
  const open = (id: string) => void navigate(`/cases/${id}`);
  useKeys([
    {
      key: '↓',
      name: text.row,
      act: () => setCursor(Math.min(cursor + 1, rows.length - 1)),
      off: rows.length === 0,
    },
    { key: '↑', name: text.row, act: () => setCursor(Math.max(cursor - 1, 0)), off: rows.length === 0 },
    { key: 'Ctrl Enter', name: text.open, act: () => current && open(current.id), off: !current },
  ]);

  const errorAt = (pointer: string): string | undefined =>
    search.error instanceof Refusal
      ? search.error.errors.find((each) => each.pointer === pointer)?.detail
      : undefined;
  const wrongNumber =
    withNumber && search.error instanceof Refusal && search.error.code === 'business-number-invalid'
      ? search.error.message
      : undefined;
  const numberError = errorAt('/businessNumber') ?? wrongNumber;
  const error =
    missing ?? errorAt('/value') ?? (search.error && !numberError ? sentenceFor(search.error) : undefined);

  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
      </div>
      <Card label={text.title} className="find-page">
        <form
          className="pad stack"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div className="chips" role="group" aria-label={text.by}>
            {kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                className="chip"
                aria-pressed={kind === by}
                onClick={() => {
                  setChosen(kind);
                  search.reset();
                }}
              >
                {text.kinds[kind]}
              </button>
            ))}
          </div>
          <div className="find-row">
            <TextField
              label={text.kinds[by]}
              hint={text.hints[by]}
              value={typed}
              onChange={change}
              error={error}
              maxLength={60}
              first
            />
            {withNumber ? (
              <TextField
                label={text.kinds.number}
                value={number}
                onChange={setNumber}
                error={numberError}
                inputMode="numeric"
                maxLength={26}
              />
            ) : null}
            <Button kind="main" submit busy={search.isPending}>
              {text.button}
            </Button>
          </div>
          {by === 'number' || by === 'waybill' ? null : <p className="small">{text.recorded}</p>}
        </form>
      </Card>
      {search.data ? (
        <Card label={text.found} className="case-list find-found">
          {rows.length === 0 ? (
            <Empty icon="search" title={text.none}>
              {text.noneWhy}
            </Empty>
          ) : (
            <CaseTable
              rows={rows}
              current={current}
              label={text.found}
              urgentFirst={false}
              onOpen={(row) => open(row.id)}
            />
          )}
          {rows.length === 0 ? null : (
            <div className="list-foot">
              {search.data.more ? text.more(rows.length) : text.count(rows.length)}
            </div>
          )}
        </Card>
      ) : null}
    </>
  );
}
