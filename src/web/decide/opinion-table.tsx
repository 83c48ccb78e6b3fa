import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card } from '../components/frame.tsx';
import { Keys } from '../components/marks.tsx';
import type { Opinion, Point } from './opinions.ts';
import { decideText as text } from './text.zh-CN.ts';

type OpinionTableProps = {
  points: readonly Point[];
  opinions: Readonly<Record<string, Opinion>>;
  at: number;
  tried: boolean;
  onAt: (index: number) => void;
  onJudge: (index: number, favourable: boolean) => void;
  onText: (id: string, words: string) => void;
};

/** One row for every review point: 符合 or 不符合, and what was found. */
export function OpinionTable({ points, opinions, at, tried, onAt, onJudge, onText }: OpinionTableProps) {
  return (
    <Card
      title={text.points}
      aside={
        <span className="small row">
          {text.pointsHint} · <Keys name="1" /> {text.favourable} <Keys name="2" /> {text.unfavourable}
        </span>
      }
    >
      <ol className="opinion-list">
        {points.map((point, i) => {
          const { favourable, text: words = '' } = opinions[point.id] ?? {};
          return (
            <li key={point.id} className={i === at ? 'opinion-current' : ''}>
              <div>
                <p>{point.question}</p>
                <p className="small">{point.basis}</p>
              </div>
              <div className="opinion-buttons" role="group" aria-label={point.question}>
                <Button
                  small
                  className={favourable === true ? 'opinion-yes' : ''}
                  pressed={favourable === true}
                  onPress={() => onJudge(i, true)}
                >
                  {text.favourable}
                </Button>
                <Button
                  small
                  className={favourable === false ? 'opinion-no' : ''}
                  pressed={favourable === false}
                  onPress={() => onJudge(i, false)}
                >
                  {text.unfavourable}
                </Button>
              </div>
              {favourable === false || words !== '' ? (
                <div className="opinion-text">
                  <TextField
                    label={text.opinionText(point.question)}
                    value={words}
                    maxLength={500}
                    hint={favourable === false ? undefined : text.opinionOptional}
                    error={
                      tried && favourable === false && words.trim() === '' ? text.opinionNeeded : undefined
                    }
                    onChange={(value) => {
                      onAt(i);
                      onText(point.id, value);
                    }}
                  />
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
