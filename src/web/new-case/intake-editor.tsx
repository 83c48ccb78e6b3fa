import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { actsThroughAgent, agentRule } from '../../catalogue/materials-for.ts';
import { clockTime } from '../../regulation/shanghai-time.ts';
import { useRegion } from '../api/catalogue.ts';
import { Refusal, sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Confirm, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeyboard, useKeys, useScans } from '../keys/keyboard.tsx';
import { AnswerFields } from './answer-fields.tsx';
import { DeliveryFields } from './delivery-fields.tsx';
import { type OpenedDraft, useDraftKeeping } from './draft-keeping.ts';
import { emptyForm, type Fault, type IntakeForm, isWorthKeeping, withSituation } from './form.ts';
import { HomeWindow } from './home-window.tsx';
import { ItemStep } from './item-step.tsx';
import { keepForm } from './kept-form.ts';
import { PartyFields, PartyKind } from './party-fields.tsx';
import { Reference } from './reference.tsx';
import { RegionPicker } from './region-picker.tsx';
import { useDiscarding, useRegistering } from './registering.ts';
import { Situations } from './situations.tsx';
import { StepCard } from './step-card.tsx';
import { newCaseText as text } from './text.zh-CN.ts';
import { useIntakeForm } from './use-intake-form.ts';

type IntakeEditorProps = {
  initial: IntakeForm;
  opened: OpenedDraft | undefined;
  /** Reads the stored draft anew after it was changed elsewhere. */
  reread: () => void;
};

/** The whole intake form with its action bar. */
export function IntakeEditor({ initial, opened, reread }: IntakeEditorProps) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const { effort } = useKeyboard();
  const [discarding, setDiscarding] = useState(false);
  const intake = useIntakeForm(initial);
  const { form, change, errorOf, leave, standard, preview } = intake;
  const keeping = useDraftKeeping({
    form,
    opened,
    allowed: preview?.route.ok ?? false,
    onDraft: (id) =>
      history.replaceState(history.state, '', `/desk/${id === undefined ? 'new' : `drafts/${id}`}`),
  });
  const registering = useRegistering();
  const discard = useDiscarding();

  useEffect(() => {
    const unkept = keeping.draftId === undefined && (isWorthKeeping(form) || form.item !== undefined);
    keepForm(unkept ? form : undefined);
  }, [form, keeping.draftId]);

  const register = () => {
    if (registering.isPending) return;
    intake.tryToRegister();
    const blocking = intake.faults.find(
      ({ pointer }) => pointer !== '/duplicateReason' || !form.duplicateReason,
    );
    if (blocking) {
      focusField(blocking);
      return;
    }
    registering.mutate(
      { form, settle: keeping.settle },
      {
        onSuccess: (receipt) => {
          keepForm(undefined);
          say(text.registered(receipt.businessNumber ?? ''));
          void navigate(`/cases/${receipt.id}/review`, { replace: true });
        },
        onError: (error) => {
          if (error instanceof Refusal) intake.refuse(error);
        },
      },
    );
  };
  const back = () => void keeping.save().finally(() => void navigate('/'));
  useKeys([
    { key: 'Ctrl Enter', name: text.register, act: register },
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
    leave('/applicant/identityNumber');
  });

  const duplicate = intake.faults.some(({ pointer }) => pointer === '/duplicateReason');

  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft" role="status">
            {keeping.savedAt === undefined ? text.notSaved : text.savedAt(clockTime(keeping.savedAt))}
          </p>
        </div>
        <div className="tools">
          <span className="small">{text.effort(effort)}</span>
          <Button small onPress={() => setDiscarding(true)}>
            {text.discard}
          </Button>
        </div>
      </div>
      {keeping.failed === 'stale' ? (
        <div className="banner">
          <Note tone="warn">
            {text.staleDraft}{' '}
            <Button small onPress={reread}>
              {text.readDraft}
            </Button>
          </Note>
        </div>
      ) : null}
      {keeping.failed === 'other' ? (
        <div className="banner">
          <Note tone="warn">{text.saveFailed}</Note>
        </div>
      ) : null}
      <div className="new-case above-bar" onBlur={() => void keeping.save()}>
        <div className="steps">
          <ApplicantStep intake={intake} />
          <StepCard number={2} title={text.steps.item} done={form.optionId !== ''} aside={text.itemHint}>
            <ItemStep
              item={form.item}
              optionId={form.optionId}
              error={errorOf('/optionId')}
              onItem={(item) => change({ item, optionId: '', optionName: '', situations: {}, answers: {} })}
              onOption={(option) => {
                const part = { optionId: option.id, optionName: option.name, situations: {}, answers: {} };
                change(part);
              }}
            />
          </StepCard>
          <HomeStep intake={intake} />
          {standard ? <ContactStep intake={intake} duplicate={duplicate} /> : null}
        </div>
        <Reference preview={preview} />
      </div>
      <div className="action-bar">
        <Button keys="Esc" onPress={back}>
          {text.back}
        </Button>
        <FaultsLine faults={intake.shown} error={registering.error} />
        <div className="acts">
          <Button onPress={() => void keeping.save()}>{text.save}</Button>
          <Button kind="main" keys="Ctrl Enter" busy={registering.isPending} onPress={register}>
            {text.register}
          </Button>
        </div>
      </div>
      {discarding ? (
        <Confirm
          title={text.discardTitle}
          verb={text.discard}
          safe={text.keep}
          danger
          busy={discard.isPending}
          error={discard.error}
          onClose={() => setDiscarding(false)}
          onConfirm={() =>
            discard.mutate(keeping.settle, {
              onSuccess: () => {
                keepForm(undefined);
                change(emptyForm);
                void navigate('/');
              },
            })
          }
        >
          <p>{text.discardWhy}</p>
        </Confirm>
      ) : null}
    </>
  );
}

type Intake = ReturnType<typeof useIntakeForm>;

function ApplicantStep({ intake }: { intake: Intake }) {
  const { form, change, leave, errorOf, today } = intake;
  const done = !intake.faults.some(({ pointer }) => pointer.startsWith('/applicant'));
  return (
    <StepCard
      number={1}
      title={text.steps.applicant}
      done={done}
      aside={<PartyKind party={form.applicant} onChange={(applicant) => change({ applicant })} />}
    >
      <div data-part="/applicant">
        <PartyFields
          legend={text.steps.applicant}
          party={form.applicant}
          today={today}
          errorOf={(part) => errorOf(`/applicant/${part}`)}
          onChange={(applicant) => change({ applicant })}
          onLeave={(part) => leaveWhenFilled(leave, `/applicant/${part}`, form.applicant, part)}
        />
      </div>
    </StepCard>
  );
}

/** An empty field that was only passed through is not called wrong yet. */
function leaveWhenFilled(
  leave: (pointer: string) => void,
  pointer: string,
  party: { name: string; identityNumber: string },
  part: string,
): void {
  const value = part === 'name' ? party.name : party.identityNumber;
  if (value.trim() !== '') leave(pointer);
}

function HomeStep({ intake }: { intake: Intake }) {
  const { form, change, errorOf, standard, preview, previewError, today } = intake;
  const region = useRegion(form.homeRegion === '' ? undefined : form.homeRegion).data;
  const rules = standard?.homeRegionRules ?? [];
  return (
    <StepCard
      number={3}
      title={text.steps.home}
      done={preview?.route.ok ?? false}
      aside={region === undefined ? text.homeHint : region.fullName}
    >
      <RegionPicker
        label={text.region}
        value={form.homeRegion}
        hint={rules.length > 0 ? text.regionRules(rules) : undefined}
        source={intake.regionSource ? text.regionFromIdentity : undefined}
        error={errorOf('/homeRegion')}
        onChange={(homeRegion) => {
          intake.forgetRegionSource();
          change({ homeRegion });
        }}
      />
      {previewError ? <Note tone="bad">{sentenceFor(previewError)}</Note> : null}
      {preview && !previewError ? (
        <HomeWindow preview={preview} optionId={form.optionId} homeRegion={form.homeRegion} />
      ) : null}
      {standard ? (
        <Situations
          situations={standard.situations}
          answers={form.situations}
          errorOf={(id) => errorOf(`/situations/${id}`)}
          onAnswer={(id, answer) => change({ situations: withSituation(form.situations, id, answer) })}
        />
      ) : null}
      {standard && agentRule(standard, form.situations) !== 'none' ? (
        <div className="agent" data-part="/agent">
          <h3 className="form-title">
            {actsThroughAgent(form.situations) ? text.agentTitle : text.agentByForm(standard.form)}
          </h3>
          {agentRule(standard, form.situations) === 'possible' ? (
            <p className="small">{text.agentPossible}</p>
          ) : null}
          <PartyFields
            legend={text.agentTitle}
            party={form.agent}
            today={today}
            errorOf={(part) => errorOf(`/agent/${part}`)}
            onChange={(agent) => change({ agent })}
            onLeave={(part) => leaveWhenFilled(intake.leave, `/agent/${part}`, form.agent, part)}
          />
        </div>
      ) : null}
    </StepCard>
  );
}

function ContactStep({ intake, duplicate }: { intake: Intake; duplicate: boolean }) {
  const { form, change, leave, errorOf, standard, faults } = intake;
  const done = !faults.some(({ pointer }) => /^\/(?:contact|delivery|answers|duplicateReason)/.test(pointer));
  if (!standard) return null;
  return (
    <StepCard number={4} title={text.steps.contact} done={done} aside={text.contactHint}>
      <div className="stack">
        <DeliveryFields
          form={form}
          offered={standard.deliveryWays}
          errorOf={errorOf}
          onChange={change}
          onLeave={leave}
        />
        <AnswerFields
          form={standard.form}
          answers={form.answers}
          errorOf={(id) => errorOf(`/answers/${id}`)}
          onAnswer={(id, value) => change({ answers: { ...form.answers, [id]: value } })}
          onLeave={(id) => leave(`/answers/${id}`)}
        />
        {duplicate || form.duplicateReason !== '' ? (
          <TextField
            label={text.duplicateReason}
            name="duplicateReason"
            maxLength={300}
            value={form.duplicateReason}
            error={errorOf('/duplicateReason')}
            onChange={(duplicateReason) => change({ duplicateReason })}
          />
        ) : null}
      </div>
    </StepCard>
  );
}

function FaultsLine({ faults, error }: { faults: readonly Fault[]; error: unknown }) {
  const [first] = faults;
  if (!first) {
    return error ? (
      <span className="field-error" role="alert">
        <Icon name="octagon" />
        <span>{sentenceFor(error)}</span>
      </span>
    ) : null;
  }
  return (
    <span className="field-error" role="status">
      <Icon name="octagon" />
      <span>
        {text.toFix(faults.length)}
        {faults.slice(0, 3).map((fault, i) => (
          <span key={fault.pointer}>
            {i > 0 ? '、' : ''}
            <button type="button" className="link-button" onClick={() => focusField(fault)}>
              {fault.label}
            </button>
          </span>
        ))}
        {faults.length > 3 ? '…' : ''}
      </span>
    </span>
  );
}

/** Moves the cursor to the field of a fault. */
function focusField({ pointer }: Fault): void {
  const parts = pointer.split('/').slice(1);
  const name = pointer === '/route' ? 'homeRegion' : (parts.at(-1) ?? '');
  const part = document.querySelector(`[data-part="/${parts[0]}"]`) ?? document;
  const field = part.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const control = field?.querySelector<HTMLElement>('input, select, textarea, button');
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}
