// Amounts over time: bars, and the same as a table.
import { t } from '../i18n';

export interface Bar {
  name: string;
  value: number;
  text: string; // the value as it is written
}

const height = 100;
const highest = 92; // of a bar

export function Bars({ label, bars, nameTitle, valueTitle }: { label: string; bars: Bar[]; nameTitle: string; valueTitle: string }) {
  const most = bars.reduce((one, other) => (other.value > one.value ? other : one), bars[0] ?? { name: '', value: 0, text: '0' });
  const first = bars[0], last = bars[bars.length - 1];
  const scale = most.value > 0 ? highest / most.value : 0;
  return (
    <figure class="bars">
      <figcaption>{label}<span class="small"> {t('bars.most', { value: most.text, name: most.name })}</span></figcaption>
      <svg viewBox={`0 0 ${Math.max(bars.length, 1) * 10} ${height}`} preserveAspectRatio="none" role="img" aria-label={t('bars.image', { label, value: most.text, name: most.name })}>
        {[0.25, 0.5, 0.75, 1].map((part) => <line x1={0} x2={bars.length * 10} y1={height * (1 - part)} y2={height * (1 - part)} vector-effect="non-scaling-stroke" />)}
        {bars.map(({ name, value, text }, index) => (
          <rect x={index * 10 + 1} width={8} y={height - Math.max(0, value) * scale} height={Math.max(0, value) * scale}>
            <title>{`${name}: ${text}`}</title>
          </rect>
        ))}
      </svg>
      {first && last && <p class="small ends"><span>{first.name}</span><span>{last.name}</span></p>}
      <details>
        <summary>{t('bars.table')}</summary>
        <div class="wide">
          <table class="plain">
            <thead><tr><th scope="col">{nameTitle}</th><th scope="col" class="number">{valueTitle}</th></tr></thead>
            <tbody>{bars.map(({ name, text }) => <tr><th scope="row">{name}</th><td class="number">{text}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
