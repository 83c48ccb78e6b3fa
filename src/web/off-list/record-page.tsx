import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { checkPhone } from '../../identity/phone.ts';
import type { ListedItem } from '../../offlist/listed-items.ts';
import { useOffListCheck, useRecording } from '../api/off-list.ts';
import { Refusal, sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { Cards, Check, TextField } from '../components/field.tsx';
import { Card, Note } from '../components/frame.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { offListText as text } from './text.zh-CN.ts';
import '../new-case/new-case.css';
import './off-list.css';

type Draft = {
  wording: string;
  applicantKind: 'person' | 'organisation';
  name: string;
  phone: string;
  identityNumber: string;
  homeRegion: string;
};

/** Items of several lists under one name are one matter to the applicant. */
const keyOf = ({ name }: Pick<ListedItem, 'name'>): string => name;

/** One row a name, with the lists that have it. */
const rowsOf = (items: readonly ListedItem[]): { item: ListedItem; lists: string }[] =>
  [...new Map(items.map((item) => [keyOf(item), item])).values()].map((item) => ({
    item,
    lists: items
      .filter((each) => keyOf(each) === keyOf(item))
      .map(({ catalogueName, number }) => text.inList(catalogueName, number))
      .join('；'),
  }));

/** 登记清单外申请: the wording is looked up in the lists of both regions while it is written. */
export default function RecordPage() {
  const navigate = useNavigate();
  const { say } = useMessages();
  const [params] = useSearchParams();
  const [draft, setDraft, forget] = useKept<Draft>('off-list-record', {
    wording: params.get('q') ?? '',
    applicantKind: 'person',
    name: '',
    phone: '',
    identityNumber: '',
    homeRegion: params.get('region') ?? '',
  });
  const [ruledOut, setRuledOut] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const wording = draft.wording.trim();
  const settled = useSettled(wording, 250);
  const check = useOffListCheck(settled, draft.homeRegion);
  const recording = useRecording();
  const items = [...settled].length >= 2 && draft.homeRegion !== '' ? (check.data?.items ?? []) : [];
  const exact = items.filter((item) => item.exact);
  const near = items.filter((item) => !item.exact);
  const phone = checkPhone(draft.phone);
  const missing = {
    wording: wording === '' ? text.missing.wording : undefined,
    homeRegion: draft.homeRegion === '' ? text.missing.home : undefined,
    name: draft.name.trim() === '' ? text.missing.name : undefined,
    phone: draft.phone.trim() === '' ? text.missing.phone : phone.valid ? undefined : phone.reason,
  };
  const blocked =
    Object.values(missing).find((each) => each !== undefined) ??
    (exact.length > 0
      ? text.exactBlocked
      : near.some((item) => !ruledOut.has(keyOf(item)))
        ? text.ruleOut
        : undefined);
  const errorOf = (part: keyof typeof missing | 'identityNumber'): string | undefined => {
    const pointer = part === 'wording' || part === 'homeRegion' ? `/${part}` : `/applicant/${part}`;
    const theirs =
      recording.error instanceof Refusal
        ? recording.error.errors.find((each) => each.pointer === pointer)?.detail
        : undefined;
    return theirs ?? (tried && part !== 'identityNumber' ? missing[part] : undefined);
  };
  const record = () => {
    setTried(true);
    if (blocked !== undefined || recording.isPending) return;
    const { applicantKind, homeRegion, identityNumber } = draft;
    recording.mutate(
      {
        wording,
        applicantKind,
        homeRegion,
        applicant: {
          name: draft.name.trim(),
          phone: draft.phone.trim(),
          ...(identityNumber.trim() === '' ? {} : { identityNumber: identityNumber.trim() }),
        },
        notThese: near.map(({ catalogueId, number }) => ({ catalogueId, number })),
      },
      {
        onSuccess: ({ id }) => {
          forget();
          say(text.recorded);
          void navigate(`/offlist/${id}`, { replace: true });
        },
      },
    );
  };
  const back = () => void navigate('/offlist');
  useKeys([
    { key: 'Ctrl Enter', name: text.recordVerb, act: record },
    { key: 'Esc', name: text.backToList, act: back },
  ]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.recordTitle}</h1>
          <p className="soft">{text.recordLead}</p>
        </div>
      </div>
      <div className="stack above-bar">
        <Card title={text.wording}>
          <div className="pad stack">
            <TextField
              label={text.wording}
              name="wording"
              hint={text.wordingHint}
              first
              value={draft.wording}
              maxLength={100}
              error={errorOf('wording')}
              onChange={(value) => {
                change({ wording: value });
                setRuledOut(new Set());
              }}
            />
            <RegionPicker
              label={text.home}
              hint={text.homeHint}
              value={draft.homeRegion}
              error={errorOf('homeRegion')}
              onChange={(homeRegion) => change({ homeRegion })}
            />
            <Found
              items={items}
              asked={[...settled].length >= 2 && draft.homeRegion !== ''}
              pending={check.isFetching}
              homeListed={check.data?.homeListed ?? true}
              ruledOut={ruledOut}
              onRuleOut={setRuledOut}
              onTake={() => void navigate('/new')}
            />
          </div>
        </Card>
        <Card title={text.applicantKind}>
          <div className="pad stack">
            <Cards
              legend={text.applicantKind}
              hideLegend
              two
              value={draft.applicantKind}
              choices={(['person', 'organisation'] as const).map((value) => ({
                value,
                name: text.kinds[value],
              }))}
              onChange={(value) =>
                change({ applicantKind: value === 'organisation' ? 'organisation' : 'person' })
              }
            />
            <div className="field-grid">
              <TextField
                label={text.name}
                name="name"
                value={draft.name}
                maxLength={100}
                error={errorOf('name')}
                onChange={(name) => change({ name })}
              />
              <TextField
                label={text.phone}
                name="phone"
                type="tel"
                hint={text.phoneHint}
                value={draft.phone}
                maxLength={30}
                error={errorOf('phone')}
                onChange={(value) => change({ phone: value })}
              />
              <TextField
                label={text.identity}
                optional
                hint={text.identityHint}
                value={draft.identityNumber}
                maxLength={40}
                error={errorOf('identityNumber')}
                onChange={(identityNumber) => change({ identityNumber })}
              />
            </div>
          </div>
        </Card>
        {recording.error ? <Note tone="bad">{sentenceFor(recording.error)}</Note> : null}
      </div>
      <div className="action-bar">
        <span className="small" role="status">
          {tried ? (blocked ?? '') : ''}
        </span>
        <div className="acts">
          <Button keys="Esc" onPress={back}>
            {text.backToList}
          </Button>
          <Button kind="main" keys="Ctrl Enter" busy={recording.isPending} onPress={record}>
            {text.recordVerb}
          </Button>
        </div>
      </div>
    </>
  );
}

type FoundProps = {
  items: readonly ListedItem[];
  asked: boolean;
  pending: boolean;
  homeListed: boolean;
  ruledOut: ReadonlySet<string>;
  onRuleOut: (ruledOut: ReadonlySet<string>) => void;
  onTake: () => void;
};

/** What the lists say: the very item, near ones to be ruled out one by one, or nothing. */
function Found({ items, asked, pending, homeListed, ruledOut, onRuleOut, onTake }: FoundProps) {
  if (!asked) return null;
  const exact = items.filter((item) => item.exact);
  const shown = exact.length > 0 ? exact : items;
  const toggle = (key: string, out: boolean) => {
    const next = new Set(ruledOut);
    if (out) next.add(key);
    else next.delete(key);
    onRuleOut(next);
  };
  return (
    <div className="stack" aria-live="polite">
      {pending && items.length === 0 ? <p className="small">{text.checking}</p> : null}
      {!pending && items.length === 0 ? <Note tone="ok">{text.noneFound}</Note> : null}
      {shown.length > 0 ? (
        <Note tone={exact.length > 0 ? 'bad' : 'warn'}>
          <b>{exact.length > 0 ? text.exactTitle : text.nearTitle}</b>
          <p>{exact.length > 0 ? text.exactWhy : text.nearWhy}</p>
        </Note>
      ) : null}
      {shown.length > 0 ? (
        <div className="near-items">
          {rowsOf(shown).map(({ item, lists }) => (
            <div key={keyOf(item)} className="near-item">
              <span className="name">
                <b>{item.name}</b>
                <span className="small block">{lists}</span>
              </span>
              {item.exact ? null : (
                <Check checked={ruledOut.has(keyOf(item))} onChange={(out) => toggle(keyOf(item), out)}>
                  {text.notThis}
                </Check>
              )}
              <Button small onPress={onTake}>
                {text.isThis}
              </Button>
            </div>
          ))}
        </div>
      ) : null}
      {homeListed ? null : <Note tone="warn">{text.homeNotListed}</Note>}
    </div>
  );
}
