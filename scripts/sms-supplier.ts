import { parseArgs } from 'node:util';
import { modes, startSmsSupplier } from './simulated/sms-supplier.ts';

const usage = `npm run sms-supplier -- [--port 8191] [--id sms-1] [--secret …] [--app http://127.0.0.1:8080]
  一个模拟的短信供应商，只在本机地址上听。应用这样接上它：
    TONGBAN_SMS_1_URL=http://127.0.0.1:8191 TONGBAN_SMS_1_SECRET=… npm start
  让它出错：
    curl -X PUT http://127.0.0.1:8191/control -d '{"mode":"500"}'
  mode：${modes.join('、')}；afterMs 是 slow 和 late 的毫秒数。`;

/** The secret of a demonstration; a real supplier agrees on one of its own. */
const demoSecret = 'demo-sms-supplier-secret';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8191' },
    id: { type: 'string', default: 'sms-1' },
    secret: { type: 'string', default: demoSecret },
    app: { type: 'string', default: 'http://127.0.0.1:8080' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else {
  const supplier = await startSmsSupplier({
    id: values.id,
    secret: values.secret,
    appUrl: () => values.app.replace(/\/+$/, ''),
    port: Number(values.port),
    reportAfterMs: 1_000,
    log: (line) => console.log(line),
  });
  console.log(`短信供应商 ${values.id} 在 ${supplier.url}，回执送往 ${values.app}`);
  console.log(usage);
  const stop = (): void => void supplier.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
