/** How a transfer of somebody to another region stands. */
export const transferStates = {
  waiting: '等对方接收',
  accepted: '已接收',
  refused: '不接收',
  takenBack: '已撤回',
  expired: '逾期未接收',
} as const;

/** One of the states. */
export type TransferState = keyof typeof transferStates;

/** How many days the new region has to accept; then the person stays where the account was. */
export const transferDays = 15;
