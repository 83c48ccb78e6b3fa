import { useState } from 'react';
import { type GuideMaterial, guideSections } from '../../catalogue/guide.ts';
import { useRegionSearch } from '../api/catalogue.ts';
import { useGuide, useGuideAct } from '../api/guides.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { Card, ReadFailed } from '../components/frame.tsx';
import { MaterialSamples } from '../components/material-samples.tsx';
import { useMessages } from '../components/messages.tsx';
import { guidesText as text } from './text.zh-CN.ts';

/** The office guide of an option in a region that is chosen here, with the way to say that it differs. */
export function GuideCard({ optionId }: { optionId: string }) {
  const [typed, setTyped] = useState('');
  const [region, setRegion] = useState({ code: '', name: '' });
  const [reporting, setReporting] = useState(false);
  const { data: found } = useRegionSearch(useSettled(typed.trim(), 250));
  const { data, error, refetch } = useGuide(optionId, region.code);
  return (
    <Card title={text.guide}>
      <div className="pad stack">
        <TextField
          label={text.region}
          hint={text.regionHint}
          value={typed}
          onChange={setTyped}
          maxLength={30}
        />
        {typed.trim() === '' ? null : (
          <div className="standards-buttons">
            {(found?.items ?? []).slice(0, 5).map(({ code, fullName }) => (
              <Button
                small
                key={code}
                onPress={() => {
                  setRegion({ code, name: fullName });
                  setTyped('');
                }}
              >
                {fullName}
              </Button>
            ))}
          </div>
        )}
        {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
        {data ? (
          <>
            <p>
              <b>{region.name}</b> · {text.revision(data.guide.revision)}
            </p>
            <dl className="facts">
              {(['conditions', 'flow', 'onlineWay', 'offlineWay', 'remarks'] as const).map((key) =>
                data.guide[key] === '' ? null : (
                  <div key={key}>
                    <dt>{text.fields[key]}</dt>
                    <dd>{data.guide[key]}</dd>
                  </div>
                ),
              )}
              <div>
                <dt>{text.limits}</dt>
                <dd>{text.limitWords(data.guide.promised, data.guide.statutoryDays)}</dd>
              </div>
              <div>
                <dt>{text.fee}</dt>
                <dd>{text.feeWords(data.guide.fee)}</dd>
              </div>
              <div>
                <dt>{text.window}</dt>
                <dd>
                  {data.guide.window
                    ? `${data.guide.window.name}，${data.guide.window.address}，${data.guide.window.phone}`
                    : text.noWindow}
                </dd>
              </div>
            </dl>
            <GuideMaterials materials={data.guide.materials} />
            <div>
              <Button onPress={() => setReporting(true)}>{text.differs}</Button>
            </div>
          </>
        ) : null}
      </div>
      {reporting ? (
        <ReportDialog optionId={optionId} region={region} onClose={() => setReporting(false)} />
      ) : null}
    </Card>
  );
}

/** The materials of a guide, with what makes them right and how they look. */
function GuideMaterials({ materials }: { materials: readonly GuideMaterial[] }) {
  return (
    <section className="stack" aria-label={text.materials}>
      <h3 className="small">{text.materials}</h3>
      <ol className="guide-materials">
        {materials.map((material) => (
          <li key={`${material.name} ${material.situation ?? ''}`}>
            <b>{material.name}</b>
            <span className="small block">{text.materialWords(material)}</span>
            {material.criteria.length > 0 ? (
              <span className="small block">
                {text.criteria}：{material.criteria.join('、')}
              </span>
            ) : null}
            {material.trustLevels.length > 0 ? (
              <span className="small block">
                {text.trust}：{material.trustLevels.join('；')}
              </span>
            ) : null}
            {material.substitutes.length > 0 ? (
              <span className="small block">
                {text.substitutes}：{material.substitutes.join('、')}
              </span>
            ) : null}
            <MaterialSamples samples={material.samples} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ReportDialog(props: {
  optionId: string;
  region: { code: string; name: string };
  onClose: () => void;
}) {
  const { optionId, region, onClose } = props;
  const [section, setSection] = useState('');
  const [description, setDescription] = useState('');
  const act = useGuideAct();
  const { say } = useMessages();
  const blocked =
    section === '' ? `${text.section}？` : description.trim() === '' ? `${text.description}？` : undefined;
  return (
    <ActDialog
      title={`${text.differs}：${region.name}`}
      verb={text.differs}
      safe={text.back}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onAct={() => {
        if (blocked !== undefined) return;
        act.mutate(
          { act: 'report', optionId, region: region.code, section, description },
          {
            onSuccess: () => {
              say(text.reported, 'ok');
              onClose();
            },
          },
        );
      }}
    >
      <div className="stack">
        <ChoiceField
          label={text.section}
          empty="—"
          value={section}
          choices={Object.entries(guideSections).map(([value, name]) => ({ value, name }))}
          onChange={setSection}
        />
        <TextArea
          label={text.description}
          hint={text.descriptionHint}
          value={description}
          onChange={setDescription}
          rows={3}
        />
      </div>
    </ActDialog>
  );
}
