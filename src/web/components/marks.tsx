import { groupsOfBusinessNumber } from '../../cases/core/business-number.ts';
import { type CaseState, type Outcome, outcomes } from '../../regulation/states.ts';
import { Icon, type IconName } from './icon.tsx';
import { lookOf, type Tone } from './states.ts';

/** A word with icon and tone. */
export function Tag({ tone, icon, children }: { tone: Tone; icon: IconName; children: string }) {
  return (
    <span className={`status tone-${tone}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

/** State of a case: word, icon, colour; an ended case says how it ended. */
export function Status({
  state,
  label,
  outcome,
}: {
  state: CaseState;
  label: string;
  outcome?: Outcome | undefined;
}) {
  const { tone, icon } = lookOf(state, outcome);
  return (
    <Tag tone={tone} icon={icon}>
      {state === 'completed' && outcome !== undefined ? `${label}（${outcomes[outcome]}）` : label}
    </Tag>
  );
}

/** Sides of a case with their sign and name. */
const parties = {
  intake: { sign: '收', name: '收件地' },
  home: { sign: '属', name: '属地' },
  applicant: { sign: '申', name: '申请人' },
  none: { sign: '无', name: '无人经办' },
} as const;

/** The sign of a side; it always carries the word. */
export function Party({ side }: { side: keyof typeof parties }) {
  const { sign, name } = parties[side];
  return (
    <span className={`party party-${side}`} title={name}>
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}

/** 收件地 → 属地. */
export function Route({ intake, home }: { intake: string; home: string }) {
  return (
    <span className="route">
      <Party side="intake" />
      {intake}
      <Icon name="arrow" label="到" />
      <Party side="home" />
      {home}
    </span>
  );
}

/** A business number in three groups; copied without blanks. */
export function BusinessNumber({ value }: { value: string }) {
  return (
    <span className="business-number">
      {groupsOfBusinessNumber(value).map((group) => (
        <span key={group}>{group}</span>
      ))}
    </span>
  );
}

/** Keys as they stand on a button: `Ctrl Enter`. */
export function Keys({ name }: { name: string }) {
  return (
    <span className="key-row" aria-hidden="true">
      {name.split(' ').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
