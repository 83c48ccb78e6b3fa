import type { Assignees } from '../api/cases.ts';
import { ChoiceField } from '../components/field.tsx';
import { acceptPageText as text } from './text.zh-CN.ts';

/** Somebody to whom a case can be given: a department, or one of its people. */
export type Assignee = { department: string; staffId?: string; name: string };

/** Everybody to whom a case can be given, departments before their people. */
export const assigneesOf = ({ departments }: Assignees): Assignee[] =>
  departments.flatMap(({ name, staff }) => [
    ...staff.map((person) => ({ department: name, staffId: person.id, name: `${name} · ${person.name}` })),
    { department: name, name: `${name}（${text.wholeDepartment}）` },
  ]);

/** The key of an assignee in a list. */
export const assigneeKey = ({ department, staffId }: Assignee): string => `${department}|${staffId ?? ''}`;

/** Chooses who reviews. */
export function AssigneeField(props: {
  assignees: readonly Assignee[];
  value: string;
  empty?: string;
  onChange: (key: string) => void;
}) {
  return (
    <ChoiceField
      label={text.handler}
      value={props.value}
      {...(props.empty === undefined ? {} : { empty: props.empty })}
      choices={props.assignees.map((assignee) => ({ value: assigneeKey(assignee), name: assignee.name }))}
      onChange={props.onChange}
    />
  );
}
