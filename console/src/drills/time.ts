// A drill's own time: 90 is "1:30".
export function inDrillTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = whole >= 3600 ? [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60] : [Math.floor(whole / 60), whole % 60];
  return parts.map((part, index) => (index ? String(part).padStart(2, '0') : String(part))).join(':');
}
