/** Texts of the green channel on a case (R-035). */
export const priorityText = {
  mark: '标为优先',
  unmark: '取消优先',
  markTitle: '标为优先办理（绿色通道）',
  markWhy:
    '标为优先后，这一件排在两地窗口的工作台最上面；办理期限不变。谁、什么时候、为什么标的，都记入办件记录。',
  unmarkTitle: '取消优先办理',
  unmarkWhy: '取消后，这一件按期限排回原来的位置。',
  reason: '原因',
  choose: '请选择原因',
  words: '补充说明',
  wordsNeeded: '原因为“其他”，请写明为什么优先办理。',
  wordsHint: '写进办件记录，两地经办人员可见；不写病情等与办理无关的情况。',
  reasonMissing: '请选优先办理的原因。',
  unmarkReason: '为什么取消',
  unmarkMissing: '请写明为什么取消优先办理。',
  safe: '先不办',
  marked: '已标为优先办理，排在工作台最上面',
  unmarked: '已取消优先办理',
  tag: (label: string | undefined) => (label === undefined ? '优先' : `优先 · ${label}`),
  title: (moment: string, by: string | undefined, words: string | undefined) =>
    [`${moment}${by === undefined ? '' : ` ${by}`}标`, words].filter((part) => part !== undefined).join('；'),
} as const;
