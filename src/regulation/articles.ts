/** A provision that software carries: where it stands and what of it is carried, in our own words. */
export type Article = { citation: string; carries: string };

/** Every provision behind a command, a deadline or a refusal. */
export const articles = {
  'rules-2': {
    citation: '规程第二条',
    carries: '只有跨区域的事才是通办：收件地与属地不在同一省（市辖通办按区县）。',
  },
  'rules-7': { citation: '规程第七条', carries: '属地办理层级不明确时，由最高层级的窗口接收。' },
  'rules-8': { citation: '规程第八条', carries: '同一事项逐步使用统一的收件标准。' },
  'rules-9': {
    citation: '规程第九条',
    carries: '窗口设在县级以上大厅，同一窗口既是收件地窗口又是属地窗口。',
  },
  'rules-10': { citation: '规程第十条', carries: '办事进度对两地窗口和申请人同样可见。' },
  'rules-13': {
    citation: '规程第十三条',
    carries: '属地须在联络清单内；收到对方窗口的事项应在办公时间内及时响应。',
  },
  'rules-14': { citation: '规程第十四条', carries: '网点可代窗口收取申请，审查和用章仍由窗口负责。' },
  'rules-21-1': {
    citation: '规程第二十一条（一）',
    carries: '收件窗口对照属地标准作形式审查：齐全合规的及时收件，能当场补正的当场补正，其余一次性告知。',
  },
  'rules-21-2': {
    citation: '规程第二十一条（二）',
    carries: '收件后 1 个工作日内发送电子材料，纸质材料 2 个工作日内寄出。',
  },
  'rules-21-3': {
    citation: '规程第二十一条（三）',
    carries: '属地收到材料后决定是否受理，转审批部门实质性审查。',
  },
  'rules-21-4': {
    citation: '规程第二十一条（四）',
    carries: '属地作出决定后告知收件窗口和申请人，并送达结果。',
  },
  'rules-23': { citation: '规程第二十三条', carries: '收件窗口按所处标准阶段进行形式审查，不作实质性判断。' },
  'rules-24': {
    citation: '规程第二十四条',
    carries: '清单外的事可以向申请人解释说明，也可以取得属地同意后按规程办理，并报上级作为新一批清单的依据。',
  },
  'rules-25': {
    citation: '规程第二十五条',
    carries: '政务服务管理部门协调解决收件地与属地之间的日常问题，如未及时响应。',
  },
  'rules-26': {
    citation: '规程第二十六条、第二十七条',
    carries: '两地窗口遇到问题，及时反馈本级政务服务管理机构。',
  },
  'rules-28': { citation: '规程第二十八条', carries: '每一步由谁办、何时办、期限到何时，都有据可查。' },
  'form-1': { citation: '附件1', carries: '一次性告知书一式三份，写明补正期限；逾期未补正视为放弃。' },
  'form-2': { citation: '附件2', carries: '收件通知书一式三份；属地窗口随后与申请人联系。' },
  'chongqing-coordination': {
    citation: '渝府办发〔2020〕69号三（二）、渝府办发〔2021〕32号四',
    carries: '跨区县通办由市政府职转办、市政府办公厅统筹协调，部门之间、市区两级协同联动，及时协商解决。',
  },
  'sichuan-chongqing-3': {
    citation: '川办发〔2020〕67号第三条',
    carries: '有条件的地方开设“一窗通办”专窗、开辟审批服务“绿色通道”。',
  },
  'qijiang-guarantee': {
    citation: '綦江区通知三（一）、（四）',
    carries: '落实专人协调部门之间的问题；跟踪督促通办工作取得实效。',
  },
  'licensing-32': {
    citation: '行政许可法第三十二条',
    carries: '逾期不告知是否受理的，自收到材料之日起视为受理。',
  },
  'licensing-38': {
    citation: '行政许可法第三十八条',
    carries: '不予许可须说明理由，并告知复议和诉讼的权利。',
  },
  'licensing-42': {
    citation: '行政许可法第四十二条',
    carries: '决定须在法定期限内作出，期限自受理之日起算。',
  },
  'licensing-45': {
    citation: '行政许可法第四十五条',
    carries: '听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审所需时间不计入期限，须书面告知申请人。',
  },
  'licensing-44': { citation: '行政许可法第四十四条', carries: '决定作出后应在期限内送达结果。' },
} as const satisfies Record<string, Article>;

/** Id of a provision. */
export type ArticleId = keyof typeof articles;
