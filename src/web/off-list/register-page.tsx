import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { CaseView, CommandReceipt } from '../../cases/core/case-view.ts';
import { type GivenStandard, standardOfGiven } from '../../catalogue/given-standard.ts';
import type { OffListView } from '../../offlist/off-list-view.ts';
import { dayOf } from '../../regulation/instant.ts';
import { ask, requestKey } from '../api/client.ts';
import { useOffList } from '../api/off-list.ts';
import { Refusal, sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import { useKeys, useScans } from '../keys/keyboard.tsx';
import { DeliveryFields } from '../new-case/delivery-fields.tsx';
import { contentsOf, emptyForm, faultsOf, type IntakeForm } from '../new-case/form.ts';
import { PartyFields, PartyKind } from '../new-case/party-fields.tsx';
import { useNow } from '../time/now.tsx';
import { StandardCard } from './standard-card.tsx';
import { offListText as text } from './text.zh-CN.ts';
import { untilWords } from './until.ts';
import '../new-case/new-case.css';
import './off-list.css';

/** 凭同意新建收件: who applies and how the result goes; the matter is what the home side consented to (C.4, 4a). */
export default function RegisterPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useOffList(id);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={8} />;
  if (!data.standard) return <Note tone="warn">{text.ended}</Note>;
  return <Register view={data} given={data.standard} />;
}

function Register({ view, given }: { view: OffListView; given: GivenStandard }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { say } = useMessages();
  const [params] = useSearchParams();
  const draftId = params.get('draft') ?? undefined;
  const now = useNow();
  const today = dayOf(now);
  const [form, setForm, forget] = useKept<IntakeForm>(`off-list-register-${view.id}`, {
    ...emptyForm,
    optionId: view.id,
    homeRegion: view.home.regionCode,
    applicant: {
      ...emptyForm.applicant,
      kind: view.applicantKind,
      identityKind: view.applicantKind === 'organisation' ? 'creditCode' : 'residentId',
      ...(view.unmasked ? { name: view.applicant?.name ?? '' } : {}),
    },
    contactPhone: view.unmasked ? (view.applicant?.phone ?? '') : '',
    situations: { [`${view.id}-s-self`]: true, [`${view.id}-s-agent`]: false },
    way: 'mail',
  });
  const [tried, setTried] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const attempt = useRef<{ text: string; keys: [string, string] } | undefined>(undefined);
  const change = (part: Partial<IntakeForm>) => {
    setForm((before) => ({ ...before, ...part }));
    setError(undefined);
  };
  const leave = (pointer: string) => setLeft((all) => new Set(all).add(pointer));
  const standard = standardOfGiven(
    {
      optionId: view.id,
      optionName: '',
      catalogueId: '',
      itemNumber: 0,
      itemName: given.itemName,
      statutoryName: given.itemName,
      homeRegion: view.home.regionCode,
      editionId: '',
      resultName: '',
    },
    given,
  );
  const faults = faultsOf(form, standard, today);
  const theirs =
    error instanceof Refusal
      ? error.errors.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^\/form(?=\/)/, ''), detail }))
      : [];
  const errorOf = (pointer: string): string | undefined =>
    theirs.find((fault) => fault.pointer === pointer)?.detail ??
    (tried || left.has(pointer) ? faults.find((fault) => fault.pointer === pointer)?.detail : undefined);
  const byAgent = form.situations[`${view.id}-s-agent`] === true;
  const repeated = error instanceof Refusal && error.code === 'duplicate-needs-reason';

  async function send(): Promise<CommandReceipt> {
    const contents = contentsOf(form);
    const content = JSON.stringify([draftId, contents]);
    if (attempt.current?.text !== content)
      attempt.current = { text: content, keys: [requestKey(), requestKey()] };
    const [first, second] = attempt.current.keys;
    if (draftId === undefined) {
      return ask<CommandReceipt>('/api/cases', {
        method: 'POST',
        body: {
          offListRequestId: view.id,
          homeRegion: view.home.regionCode,
          mode: 'proxyIntake',
          submit: true,
          startReview: true,
          ...contents,
        },
        headers: { 'idempotency-key': first },
      });
    }
    const { version } = await ask<CaseView>(`/api/cases/${draftId}`);
    const command = (name: string, body: object, at: number, key: string) =>
      ask<CommandReceipt>(`/api/cases/${draftId}/${name}`, {
        method: 'POST',
        body,
        headers: { 'idempotency-key': key, 'if-match': `"${at}"` },
      });
    const submitted = await command('submit-case', { form: contents }, version, first);
    return command('start-formal-review', {}, submitted.version, second);
  }
  const register = () => {
    setTried(true);
    if (busy || faults.length > 0) return;
    setBusy(true);
    setError(undefined);
    send()
      .then((receipt) => {
        forget();
        void client.invalidateQueries({ queryKey: ['cases'] });
        void client.invalidateQueries({ queryKey: ['off-list'] });
        void client.invalidateQueries({ queryKey: ['off-list-request', view.id] });
        say(text.registered(receipt.businessNumber ?? ''));
        void navigate(`/cases/${receipt.id}/review`, { replace: true });
      })
      .catch((reason: unknown) => setError(reason))
      .finally(() => setBusy(false));
  };
  const back = () => void navigate(`/offlist/${view.id}`);
  useKeys([
    { key: 'Ctrl Enter', name: text.registerVerb, act: register },
    { key: 'Esc', name: text.back, act: back },
  ]);
  useScans((scan) => {
    if (scan.kind !== 'residentId') return;
    change({
      applicant: {
        ...form.applicant,
        kind: 'person',
        identityKind: 'residentId',
        identityNumber: scan.value,
      },
    });
  });
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>
            {text.registerTitle}：{given.itemName}
          </h1>
          <p className="soft">
            {text.registerLead(view.home.regionName, untilWords(view.consentUntil ?? now))}
          </p>
        </div>
      </div>
      <div className="two-columns above-bar">
        <div className="stack">
          <Card title={text.applicant}>
            <div className="pad stack">
              <PartyKind party={form.applicant} onChange={(applicant) => change({ applicant })} />
              <PartyFields
                legend={text.applicant}
                party={form.applicant}
                today={today}
                errorOf={(part) => errorOf(`/applicant/${part}`)}
                onChange={(applicant) => change({ applicant })}
                onLeave={(part) => leave(`/applicant/${part}`)}
              />
              <Check
                checked={byAgent}
                onChange={(agent) =>
                  change({
                    situations: { [`${view.id}-s-self`]: !agent, [`${view.id}-s-agent`]: agent },
                  })
                }
              >
                {text.agent}
              </Check>
              {byAgent ? (
                <PartyFields
                  legend={text.agentPart}
                  party={form.agent}
                  today={today}
                  errorOf={(part) => errorOf(`/agent/${part}`)}
                  onChange={(agent) => change({ agent })}
                  onLeave={(part) => leave(`/agent/${part}`)}
                />
              ) : null}
            </div>
          </Card>
          <Card title={text.delivery}>
            <div className="pad">
              <DeliveryFields
                form={form}
                offered={standard.deliveryWays}
                errorOf={errorOf}
                onChange={change}
                onLeave={leave}
              />
            </div>
          </Card>
          {repeated ? (
            <TextField
              label={text.duplicate}
              value={form.duplicateReason}
              maxLength={300}
              onChange={(duplicateReason) => setForm((before) => ({ ...before, duplicateReason }))}
            />
          ) : null}
          {error ? <Note tone="bad">{sentenceFor(error)}</Note> : null}
        </div>
        <StandardCard standard={given} />
      </div>
      <div className="action-bar">
        <span className="small" role="status">
          {tried ? (faults[0]?.detail ?? '') : ''}
        </span>
        <div className="acts">
          <Button keys="Esc" onPress={back}>
            {text.back}
          </Button>
          <Button kind="main" keys="Ctrl Enter" busy={busy} onPress={register}>
            {text.registerVerb}
          </Button>
        </div>
      </div>
    </>
  );
}
