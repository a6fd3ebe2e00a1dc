// Which region is closest to given clients: where they are on a map, and the regions in their order with
// the reasons. What is asked is in the address.
import { useEffect, useId, useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { Badge, Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { Check, Field } from '../components/field';
import { RegionMap } from '../components/region_map';
import type { terrane } from '../generated/services';
import { formatNumber, language, t, type Words } from '../i18n';
import { useLater } from '../later';
import { everywhere, useLive } from '../live';
import { cityNames, locate, placesOf, requestOf, shared, type Place } from '../nearest/places';
import type { PageProps } from '../pages';
import { regions } from '../places';
import { link } from '../route';

export default function NearestPage({ query }: PageProps) {
  const [places, setPlaces] = useState(placesOf(query['places']));
  const [needs, setNeeds] = useState((query['needs'] ?? '').split(',').filter(Boolean));
  const asked = useLater(JSON.stringify({ Places: places.filter(({ text }) => text.trim()).map(requestOf), Needs: needs }));
  const request = JSON.parse(asked) as terrane.DescribeNearestRegionsRequest;
  const complete = Boolean(request.Places?.length);
  const { data, error, loading, reload } = useLive(everywhere, async (signal) =>
    complete ? call('terrane', 'DescribeNearestRegions', request, undefined, { signal }) : undefined, [asked]);
  useEffect(() => {
    const words = { places: shared(places), needs: needs.join(',') };
    history.replaceState(null, '', link({ page: 'nearest', query: Object.fromEntries(Object.entries(words).filter(([, text]) => text)) }));
  }, [asked]);
  const wrong = error ? placeOf(error, places) : undefined;
  const add = (text: string) => setPlaces([...places.filter((place) => place.text.trim()), { text, weight: '' }]);
  return (
    <>
      <Heading title={t('nearest.title')} />
      <div class="asking">
        <form class="panel" onSubmit={(event) => event.preventDefault()} noValidate>
          <Places places={places} change={setPlaces} wrong={wrong} error={error} />
          <Needs needs={needs} change={setNeeds} />
        </form>
        <section class="answer full" aria-label={t('reach.answer')}>
          <ClientMap places={places} found={data} pick={(latitude, longitude) => add(`${latitude},${longitude}`)} />
          {error && !wrong && <Failure error={error} retry={reload} />}
          {data ? <Ranking found={data} /> : loading && complete ? <Spinner /> : !error && <Empty>{t('nearest.empty')}</Empty>}
        </section>
      </div>
    </>
  );
}

interface Wrong {
  index: number;
  weight: boolean;
}

// The place that a refusal is about: by its number, or by the city that it quotes.
function placeOf({ message, code }: ApiError, places: Place[]): Wrong | undefined {
  if (!/\.(Places|City|CityAmbiguous)$/.test(code)) return undefined;
  const filled = places.flatMap((place, index) => (place.text.trim() ? [{ ...place, index }] : []));
  const number = Number(/[Pp]lace (\d+)|第 (\d+) 个/.exec(message)?.slice(1).find(Boolean));
  const place = filled[number - 1] ?? filled.find(({ text }) => message.includes(text.trim()));
  return place && { index: place.index, weight: message.includes('Weight') };
}

function Places({ places, change, wrong, error }: { places: Place[]; change: (places: Place[]) => void; wrong?: Wrong; error?: ApiError }) {
  const list = useId();
  const set = (index: number, part: Partial<Place>) => change(places.map((place, at) => (at === index ? { ...place, ...part } : place)));
  const errorAt = (index: number, weight: boolean) => (wrong?.index === index && wrong.weight === weight ? error?.message : undefined);
  return (
    <fieldset>
      <legend>{t('nearest.clients')}</legend>
      <p class="hint">{t('nearest.placeHint')}</p>
      {places.map((place, index) => (
        <div class="place-row" key={index}>
          <Field
            label={`${t('nearest.place')} ${index + 1}`} name={`Places.${index}`} value={place.text} change={(text) => set(index, { text })}
            list={list} error={errorAt(index, false)}
          />
          <Field
            label={t('nearest.weight')} name={`Places.${index}.Weight`} value={place.weight} change={(weight) => set(index, { weight })} type="number"
            error={errorAt(index, true)}
          />
          <Button aria-label={`${t('form.remove')} ${index + 1}`} disabled={places.length === 1} onClick={() => change(places.filter((_, at) => at !== index))}>×</Button>
        </div>
      ))}
      <datalist id={list}>{cityNames().map(([name, other]) => <option value={name}>{other}</option>)}</datalist>
      <Button onClick={() => change([...places, { text: '', weight: '' }])}>{t('nearest.add')}</Button>
    </fieldset>
  );
}

// Products that the region must have.
function Needs({ needs, change }: { needs: string[]; change: (needs: string[]) => void }) {
  const { data } = useLive('', (signal) => call('terrane', 'DescribeProductAvailability', {}, undefined, { signal }), []);
  const products = new Map((data?.ProductAvailabilitySet ?? []).map((one) => [one.Product ?? '', one.ProductName ?? '']));
  return (
    <details open={needs.length > 0}>
      <summary>{t('nearest.needs')}</summary>
      {[...products].map(([product, name]) => (
        <Check
          key={product} label={name} name={`Needs.${product}`} value={needs.includes(product)}
          change={(wanted) => change(wanted ? [...needs, product] : needs.filter((one) => one !== product))}
        />
      ))}
    </details>
  );
}

function ClientMap({ places, found, pick }: { places: Place[]; found?: terrane.DescribeNearestRegionsResponse; pick: (latitude: number, longitude: number) => void }) {
  const ranks = new Map((found?.RegionSet ?? []).map((one) => [one.Region, one]));
  const clients = places.flatMap((place) => {
    const at = locate(place);
    return at ? [{ name: place.text, at }] : [];
  });
  return (
    <figure class="map-figure">
      <RegionMap
        places={regions.value.map(({ Region: region = '', RegionName: name = '' }) => ({
          region, name: ranks.has(region) ? `${ranks.get(region)!.Rank}. ${name}` : name,
          tone: ranks.get(region)?.WarningSet?.length ? 'bad' : 'good', href: link({ region, page: 'instances' }),
        }))}
        clients={clients} closest={found?.Closest} pick={pick}
      />
      <figcaption class="small">{t('nearest.mapHint')}</figcaption>
    </figure>
  );
}

function Ranking({ found }: { found: terrane.DescribeNearestRegionsResponse }) {
  const marks: [string | undefined, Words][] = [
    [found.Closest, 'nearest.closest'], [found.RunnerUp, 'nearest.runnerUp'], [found.ClosestWithoutWarning, 'nearest.clear']];
  return (
    <>
      <div role="status" class="verdict"><p lang={language.value === 'zh' ? 'zh-CN' : 'en'}>{found.Summary}</p></div>
      <ol class="path ranked" aria-label={t('nearest.ranking')}>
        {(found.RegionSet ?? []).map((one) => (
          <li class="hop">
            <p class="heading">
              <strong><a href={link({ region: one.Region, page: 'instances' })}>{one.RegionName}</a> <code class="small">{one.Region}</code></strong>
              <span>{marks.filter(([region]) => region === one.Region).map(([, word]) => <Badge tone="good">{t(word)} </Badge>)}</span>
            </p>
            <p>{one.Reason}</p>
            {(one.PlaceSet?.length ?? 0) > 1 && (
              <p class="small">{one.PlaceSet!.map((place) => t('nearest.distance', { place: place.Place ?? '', km: formatNumber(Math.round(place.DistanceKm ?? 0)) })).join(' · ')}</p>
            )}
            <ul class="plain">{(one.WarningSet ?? []).map((warning) => <li><Badge tone="bad">{warning.Text}</Badge> <More code={warning.Code} /></li>)}</ul>
          </li>
        ))}
      </ol>
    </>
  );
}

// Where something can be done about a warning.
function More({ code = '' }: { code?: string }) {
  if (code === 'TicketNeeded') return <a href={link({ page: 'tickets' })}>{t('nearest.apply')}</a>;
  if (code === 'ProductMissing') return <a href={link({ page: 'products' })}>{t('nearest.whereOffered')}</a>;
  return null;
}
