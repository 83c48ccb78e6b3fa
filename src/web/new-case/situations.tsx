import { useId } from 'react';
import type { Situation } from '../../catalogue/standard.ts';
import { FieldError } from '../components/field.tsx';
import { newCaseText as text } from './text.zh-CN.ts';

type SituationsProps = {
  situations: readonly Situation[];
  answers: Record<string, boolean>;
  errorOf: (id: string) => string | undefined;
  onAnswer: (id: string, answer: boolean) => void;
};

/** One yes-or-no card for every handling situation. */
export function Situations({ situations, answers, errorOf, onAnswer }: SituationsProps) {
  if (situations.length === 0) return null;
  return (
    <div>
      <p className="small situations-title">
        {text.situations} · {text.situationsHint}
      </p>
      <div className="situations">
        {situations.map((situation) => (
          <SituationCard
            key={situation.id}
            situation={situation}
            answer={answers[situation.id]}
            error={errorOf(situation.id)}
            onAnswer={(answer) => onAnswer(situation.id, answer)}
          />
        ))}
      </div>
    </div>
  );
}

function SituationCard(props: {
  situation: Situation;
  answer: boolean | undefined;
  error: string | undefined;
  onAnswer: (answer: boolean) => void;
}) {
  const { situation, answer } = props;
  const name = useId();
  return (
    <fieldset className={`situation ${answer ? 'situation-yes' : ''}`} data-field={situation.id}>
      <legend>{situation.question}</legend>
      <div className="yes-no">
        {[true, false].map((value) => (
          <label key={String(value)}>
            <input
              type="radio"
              name={name}
              checked={answer === value}
              onChange={() => props.onAnswer(value)}
            />
            {value ? text.yes : text.no}
          </label>
        ))}
      </div>
      {props.error === undefined ? null : <FieldError>{props.error}</FieldError>}
    </fieldset>
  );
}
