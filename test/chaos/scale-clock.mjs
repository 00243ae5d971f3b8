/**
 * Loaded before the bot's own process: its clock runs faster, so that leases and waits of minutes pass in seconds. Timers and
 * time-outs of sockets keep their pace. `CHAOS_CLOCK` = {"fromMs", "rate"}.
 */
const { fromMs, rate } = JSON.parse(process.env.CHAOS_CLOCK ?? '{"fromMs":0,"rate":1}');
const WallDate = Date;
const nowMs = () => Math.floor(fromMs + (WallDate.now() - fromMs) * rate);

globalThis.Date = class extends WallDate {
  constructor(...parts) {
    if (parts.length === 0) super(nowMs());
    else super(...parts);
  }
  static now() {
    return nowMs();
  }
};
