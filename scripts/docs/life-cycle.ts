import { articles } from '../../src/regulation/articles.ts';
import { type CommandName, commandNames, rowOf, targetsOf } from '../../src/regulation/lifecycle/index.ts';
import { capacities } from '../../src/regulation/roles.ts';
import { type CaseState, caseStates, isTerminal } from '../../src/regulation/states.ts';
import { code, codes, page, table } from './markdown.ts';

const states = Object.keys(caseStates) as CaseState[];

type Step = { from: CaseState | undefined; to: CaseState; command: CommandName };

const steps: readonly Step[] = [undefined, ...states].flatMap((from) =>
  commandNames.flatMap((command) => targetsOf(command, from).map((to) => ({ from, to, command }))),
);

const isMove = ({ from, to }: Step): boolean => from !== to;

const arrow = (from: string, to: string, label = ''): string =>
  `  ${from} --> ${to}${label && ` : ${label}`}`;

function diagram(): string {
  const names = states.map((state) => `  state "${caseStates[state]} ${state}" as ${state}`);
  const moves = steps
    .filter(isMove)
    .map(({ from, to, command }) => arrow(from ?? '[*]', to, `${rowOf(command).title} ${command}`));
  const ends = states.filter(isTerminal).map((state) => arrow(state, '[*]'));
  return ['```mermaid', 'stateDiagram-v2', ...names, ...moves, ...ends, '```'].join('\n');
}

const fromWhere = (command: CommandName): string =>
  [
    ...new Set(steps.filter((step) => step.command === command).map(({ from }) => from ?? '(no case yet)')),
  ].join(', ');

const toWhere = (command: CommandName): string => {
  const own = steps.filter((step) => step.command === command);
  const moved = [...new Set(own.filter(isMove).map(({ to }) => to as string))];
  return [...moved, ...(own.some((step) => !isMove(step)) ? ['(stays)'] : [])].join(', ');
};

const commandRow = (command: CommandName): string[] => {
  const { title, article, actors, events, refusals } = rowOf(command);
  return [
    `${code(command)} ${title}`,
    actors.map((actor) => capacities[actor]).join('、'),
    fromWhere(command),
    toWhere(command),
    codes(events),
    codes(refusals),
    articles[article].citation,
  ];
};

/** The states of a case, the moves between them, and every command with what it records and what it may refuse. */
export const lifeCyclePage = (): string =>
  page(
    'Life cycle of a case',
    '`src/regulation/lifecycle/` and `src/regulation/states.ts`',
    'A command that stands in no row for a state is refused there (`illegal-transition`). Commands that leave the state as it is are in the table only.',
    diagram(),
    '## Commands',
    table(
      ['Command', 'By whom', 'From', 'To', 'Records', 'May refuse', 'Article'],
      commandNames.map(commandRow),
    ),
  );
