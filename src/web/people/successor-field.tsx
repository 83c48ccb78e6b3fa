import { type Person, usePeople } from '../api/people.ts';
import { ChoiceField } from '../components/field.tsx';
import { peopleText as text } from './text.zh-CN.ts';

/** Who goes on with the open tasks of somebody: a colleague of the same region with a role. */
export function SuccessorField(props: {
  person: Person;
  openTasks: number;
  value: string;
  onChange: (id: string) => void;
}) {
  const { person, openTasks } = props;
  const { data } = usePeople({ q: '', role: '', state: 'working' });
  if (openTasks === 0) return <p className="small">{text.successorNone}</p>;
  const others = (data?.pages.flatMap(({ staff }) => staff) ?? []).filter(
    ({ id, regionCode, grants }) => id !== person.id && regionCode === person.regionCode && grants.length > 0,
  );
  return (
    <ChoiceField
      label={text.successor}
      hint={text.successorHint(openTasks)}
      value={props.value}
      empty={text.successorMissing}
      choices={others.map(({ id, name, grants }) => ({
        value: id,
        name: `${name}（${grants.map(({ roleName }) => roleName).join('、')}）`,
      }))}
      onChange={props.onChange}
    />
  );
}
