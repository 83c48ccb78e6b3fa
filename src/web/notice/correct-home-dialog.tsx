import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import { useCommand } from '../api/cases.ts';
import { useOptions } from '../api/catalogue.ts';
import { ask } from '../api/client.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { withSituation } from '../new-case/form.ts';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { Situations } from '../new-case/situations.tsx';
import { noticeText as text } from './text.zh-CN.ts';
import '../new-case/new-case.css';
import './notice.css';

/** The standard that would hold after the correction. */
function useStandard(optionId: string, homeRegion: string) {
  return useQuery({
    queryKey: ['standard', optionId, homeRegion],
    queryFn: ({ signal }) =>
      ask<Pick<ResolvedStandard, 'situations'>>(
        `/api/options/${optionId}/standard?homeRegion=${homeRegion}`,
        { signal },
      ),
  });
}

/** 更正属地或办理项: what is really meant; the number stays, the review begins anew (R-056, OP-66). */
export function CorrectHomeDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const { say } = useMessages();
  const [homeRegion, setHomeRegion] = useState(kase.home.regionCode);
  const [optionId, setOptionId] = useState(kase.option.id);
  const [situations, setSituations] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(kase.situations.map(({ id, answer }) => [id, answer])),
  );
  const [reason, setReason] = useState('');
  const options = useOptions({ catalogueId: kase.item.catalogueId, number: kase.item.number }).data?.options;
  const asked = useStandard(optionId, homeRegion).data?.situations ?? [];
  const correct = useCommand(kase.id);
  const unchanged = homeRegion === kase.home.regionCode && optionId === kase.option.id;
  const open = asked.some(({ id }) => situations[id] === undefined);
  const blocked = unchanged
    ? text.sameHome
    : open
      ? text.situationsOpen
      : [...reason.trim()].length < 5
        ? text.reasonMissing
        : undefined;
  const go = () => {
    if (blocked !== undefined || correct.isPending) return;
    const known = asked.map(({ id }) => [id, situations[id] ?? false] as const);
    const body = { homeRegion, optionId, situations: Object.fromEntries(known), reason: reason.trim() };
    correct.run({ command: 'correctHomeRegion', body }, () => {
      say(text.corrected);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.correctHomeTitle}
      verb={text.correctVerb}
      safe={text.notCorrect}
      blocked={blocked}
      busy={correct.isPending}
      error={correct.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.correctHomeLead}</p>
      <RegionPicker label={text.newHome} value={homeRegion} error={undefined} onChange={setHomeRegion} />
      {options && options.length > 1 ? (
        <ChoiceField
          label={text.option}
          value={optionId}
          choices={options.map(({ id, name }) => ({ value: id, name }))}
          onChange={setOptionId}
        />
      ) : null}
      {unchanged ? null : (
        <Situations
          situations={asked}
          answers={situations}
          errorOf={() => undefined}
          onAnswer={(id, answer) => setSituations((all) => withSituation(all, id, answer))}
        />
      )}
      <TextField label={text.correctReason} value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}
