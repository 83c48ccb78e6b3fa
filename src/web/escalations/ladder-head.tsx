import type { LadderSummary } from '../../escalation/escalation-view.ts';
import { Icon } from '../components/icon.tsx';
import { Party, Tag } from '../components/marks.tsx';
import { ladderText as text } from './text.zh-CN.ts';

/** The three levels with what waits at each. */
export function LadderHead({ summary }: { summary: LadderSummary | undefined }) {
  const {
    level0 = 0,
    level1 = 0,
    level2 = 0,
    answered = 0,
    reported = 0,
    today = 0,
    most = 1,
  } = summary ?? {};
  const [zero, one, two] = text.level;
  return (
    <section className="ladder" aria-label={text.ladder}>
      <div className="ladder-level">
        <h2>
          <Party side="home" /> {zero.name}
        </h2>
        <p className="ladder-figure">
          {level0} <small>{zero.count}</small>
        </p>
        <span className="small">{zero.rule}</span>
      </div>
      <div className={`ladder-level ${level1 > 0 ? 'ladder-hot' : ''}`}>
        <h2>
          <Icon name="flag" /> {one.name}
        </h2>
        <p className="ladder-figure">
          {text.most(level1, most)} <small>{one.count}</small>
          {today > 0 ? (
            <Tag tone="bad" icon="up">
              {text.today(today)}
            </Tag>
          ) : null}
        </p>
        <span className="small">{one.rule}</span>
      </div>
      <div className="ladder-level">
        <h2>
          <Icon name="person" /> {two.name}
        </h2>
        <p className="ladder-figure">
          {text.most(level2, most)} <small>{two.count}</small>
          {answered > 0 ? (
            <Tag tone="go" icon="clock">
              {text.confirming(answered)}
            </Tag>
          ) : null}
          {reported > 0 ? (
            <Tag tone="bad" icon="octagon">
              {text.reported(reported)}
            </Tag>
          ) : null}
        </p>
        <span className="small">{two.rule}</span>
      </div>
    </section>
  );
}
