import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { PreviewRoute } from '../../cases/intake/intake-preview.ts';
import { actsThroughAgent, agentRule } from '../../catalogue/materials-for.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import { dayOf } from '../../regulation/instant.ts';
import { useRegion } from '../api/catalogue.ts';
import { useIntakePreview } from '../api/intake.ts';
import type { Refusal } from '../api/problem.ts';
import { useNow } from '../time/now.tsx';
import {
  answersFromIdentity,
  type Fault,
  faultsOf,
  type IntakeForm,
  isMatterKnown,
  regionOfIdentity,
  usualSituations,
} from './form.ts';

/**
 * The form with all that follows from it: where the case would go, what is wrong, what to show. A fault is shown once
 * its field was left or registering was tried, never while typing.
 */
export function useIntakeForm(initial: IntakeForm) {
  const [form, setForm] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [regionSource, setRegionSource] = useState(false);
  const today = dayOf(useNow());

  const change = useCallback((part: Partial<IntakeForm>) => {
    setForm((now) => ({ ...now, ...part }));
    setRefusal(undefined);
  }, []);
  const leave = useCallback((pointer: string) => setLeft((all) => new Set(all).add(pointer)), []);

  const { data: preview, error: previewError } = useIntakePreview(
    isMatterKnown(form)
      ? { optionId: form.optionId, homeRegion: form.homeRegion, situations: form.situations }
      : undefined,
  );
  const standard = isMatterKnown(form) ? preview?.standard : undefined;

  useUsualAnswers(form, standard, change);
  useProposedRegion(form, (homeRegion) => {
    change({ homeRegion });
    setRegionSource(true);
  });

  const own = useMemo(() => faultsOf(form, standard, today), [form, standard, today]);
  const route = isMatterKnown(form) ? preview?.route : undefined;
  const faults = useMemo(() => merge(own, refusal, route), [own, refusal, route]);
  const visible = (fault: Fault) => tried || left.has(fault.pointer) || !own.includes(fault);
  const shown = faults.filter(visible);
  const errorOf = (pointer: string): string | undefined =>
    shown.find((fault) => fault.pointer === pointer)?.detail;

  return {
    form,
    change,
    leave,
    preview: isMatterKnown(form) ? preview : undefined,
    previewError,
    standard,
    faults,
    shown,
    errorOf,
    today,
    regionSource,
    forgetRegionSource: () => setRegionSource(false),
    tryToRegister: () => setTried(true),
    refuse: setRefusal,
  };
}

/** What usually applies is answered beforehand, as soon as the standard is known. */
function useUsualAnswers(
  form: IntakeForm,
  standard: ResolvedStandard | undefined,
  change: (part: Partial<IntakeForm>) => void,
): void {
  useEffect(() => {
    if (!standard) return;
    const situations = usualSituations(standard, form.situations);
    const known = Object.keys(form.situations).filter((id) => id in situations).length;
    if (
      known < standard.situations.length ||
      Object.keys(form.situations).length > standard.situations.length
    ) {
      change({ situations });
    }
    const agentByForm = !actsThroughAgent(form.situations) && agentRule(standard, form.situations) !== 'none';
    if (agentByForm !== form.agentByForm) change({ agentByForm });
    const said = answersFromIdentity(standard.form, form.applicant);
    const lacking = Object.keys(said).filter((id) => form.answers[id] === undefined);
    if (lacking.length > 0) change({ answers: { ...said, ...form.answers } });
    const [first] = standard.deliveryWays;
    if (first && !standard.deliveryWays.some((way) => way === form.way)) change({ way: first });
  }, [standard, form.situations, form.agentByForm, form.way, form.applicant, form.answers, change]);
}

/** The region in the identity number is proposed while no home region was chosen. */
function useProposedRegion(form: IntakeForm, propose: (code: string) => void): void {
  const code = form.homeRegion === '' ? regionOfIdentity(form.applicant) : undefined;
  const { data } = useRegion(code);
  const proposeIt = useEffectEvent(propose);
  useEffect(() => {
    if (code !== undefined && data?.code === code && data.listed) proposeIt(code);
  }, [data, code]);
}

/** Faults of the form together with those the server named at fields, and a region that cannot take the case. */
function merge(
  own: readonly Fault[],
  refusal: Refusal | undefined,
  route: PreviewRoute | undefined,
): Fault[] {
  const known = new Set(own.map(({ pointer }) => pointer));
  const theirs = (refusal?.errors ?? [])
    .map(({ pointer, detail }) => ({
      pointer: pointer.replace(/^\/form(?=\/)/, ''),
      label: '填写内容',
      detail,
    }))
    .filter(({ pointer }) => !known.has(pointer));
  if (refusal?.code === 'duplicate-needs-reason') {
    theirs.push({ pointer: '/duplicateReason', label: '再次申请的理由', detail: refusal.message });
  }
  if (route && !route.ok) theirs.push({ pointer: '/route', label: '属地', detail: route.sentence });
  return [...own, ...theirs];
}
