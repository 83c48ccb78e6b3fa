import { freeId } from '../../catalogue/free-id.ts';
import type { ReviewPoint, Situation, StandardContent } from '../../catalogue/standard.ts';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Entries } from './entries.tsx';
import { standardsText as text } from './text.zh-CN.ts';

const { fields } = text;
type Part = { content: StandardContent; onChange: (content: StandardContent) => void };

/** 办理情形. */
export function SituationsEditor({ content, onChange }: Part) {
  return (
    <Entries<Situation>
      entries={content.situations}
      fresh={() => ({ id: freeId(`${content.id}-s-`, content.situations), name: '', question: '' })}
      nameOf={({ name }) => name || fields.situation}
      onChange={(situations) => onChange({ ...content, situations })}
    >
      {(situation, put) => (
        <>
          <TextField
            label={fields.situation}
            value={situation.name}
            maxLength={60}
            error={situation.name.trim() === '' ? text.nameMissing : undefined}
            onChange={(name) => put({ ...situation, name })}
          />
          <TextField
            className="wide"
            label={fields.question}
            value={situation.question}
            maxLength={200}
            error={situation.question.trim() === '' ? text.questionMissing : undefined}
            onChange={(question) => put({ ...situation, question })}
          />
        </>
      )}
    </Entries>
  );
}

/** 形式审查要点. */
export function PointsEditor({ content, onChange }: Part) {
  return (
    <Entries<ReviewPoint>
      entries={content.reviewPoints}
      fresh={() => ({
        id: freeId(`${content.id}-p-`, content.reviewPoints),
        materialId: null,
        question: '',
        basis: '',
      })}
      nameOf={({ question }) => question || fields.point}
      onChange={(reviewPoints) => onChange({ ...content, reviewPoints })}
    >
      {(point, put) => (
        <>
          <TextField
            className="wide"
            label={fields.point}
            value={point.question}
            maxLength={300}
            error={point.question.trim() === '' ? text.questionMissing : undefined}
            onChange={(question) => put({ ...point, question })}
          />
          <ChoiceField
            label={fields.pointMaterial}
            value={point.materialId ?? ''}
            empty={fields.whole}
            choices={content.materials.map(({ id, name }) => ({ value: id, name }))}
            onChange={(materialId) => put({ ...point, materialId: materialId === '' ? null : materialId })}
          />
          <TextField
            label={fields.basis}
            value={point.basis}
            maxLength={300}
            error={point.basis.trim() === '' ? text.basisMissing : undefined}
            onChange={(basis) => put({ ...point, basis })}
          />
        </>
      )}
    </Entries>
  );
}
