// Which region offers which product. Operators change it, a cell at a time.
import { useState } from 'preact/hooks';
import { call } from '../api/call';
import { Badge, Failure, Heading, Notice, Spinner } from '../components/basics';
import { Confirm } from '../components/confirm';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import { everywhere, useEvery, useLive } from '../live';
import { isOperator } from '../operator';

const lookEveryMilliseconds = 5000; // what a region offers is told by no event of the whole cloud

type Offer = terrane.ProductAvailability;

export default function ProductsPage() {
  const { data, error, loading, reload } = useLive(everywhere, (signal) => call('terrane', 'DescribeProductAvailability', {}, undefined, { signal }), []);
  const operator = isOperator.value;
  useEvery(lookEveryMilliseconds, reload);
  const [chosen, choose] = useState<Offer>();
  if (loading) return <Spinner />;
  const missing = data?.UnavailableRegions ?? [];
  return (
    <>
      <Heading title={t('products.title')} />
      {error && <Failure error={error} retry={reload} />}
      {missing.length > 0 && <Notice tone="bad">{t('products.missing', { regions: missing.join(', ') })}</Notice>}
      {operator && <p class="small">{t('products.hint')}</p>}
      {data && <Matrix offers={data.ProductAvailabilitySet ?? []} choose={operator ? choose : undefined} />}
      {chosen && <Change offer={chosen} close={() => choose(undefined)} />}
    </>
  );
}

function Matrix({ offers, choose }: { offers: Offer[]; choose?: (offer: Offer) => void }) {
  const products = [...new Map(offers.map((one) => [one.Product, one.ProductName]))];
  const regions = [...new Map(offers.map((one) => [one.Region, one.RegionName]))];
  const cells = new Map(offers.map((one) => [`${one.Product} ${one.Region}`, one]));
  return (
    <div class="matrix" tabIndex={0} role="region" aria-label={t('products.title')}>
      <table>
        <thead>
          <tr><th scope="col">{t('products.product')}</th>{regions.map(([region, name]) => <th scope="col" title={region}>{name}</th>)}</tr>
        </thead>
        <tbody>
          {products.map(([product, name]) => (
            <tr>
              <th scope="row">{name} <code class="small">{product}</code></th>
              {regions.map(([region]) => {
                const offer = cells.get(`${product} ${region}`);
                return <td>{offer && <Cell offer={offer} choose={choose} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ offer, choose }: { offer: Offer; choose?: (offer: Offer) => void }) {
  const badge = <Badge tone={offer.Available ? 'good' : 'off'}>{t(offer.Available ? 'products.yes' : 'products.no')}</Badge>;
  const changed = offer.ChangedTime ? t('products.changed', { time: offer.ChangedTime }) : undefined;
  if (!choose) return <span title={changed}>{badge}</span>;
  return <button type="button" title={changed} aria-label={`${t(offer.Available ? 'products.yes' : 'products.no')}: ${titleOf(offer)}`} onClick={() => choose(offer)}>{badge}</button>;
}

const titleOf = ({ Available, ProductName: product = '', RegionName: region = '' }: Offer) =>
  t(Available ? 'products.take' : 'products.offer', { product, region });

function Change({ offer, close }: { offer: Offer; close: () => void }) {
  const { Product: product = '', Region: region = '', Available: available = false } = offer;
  return (
    <Confirm
      title={titleOf(offer)} label={titleOf(offer)} danger={available} close={close}
      work={() => call('terrane', 'ModifyProductAvailability', { Product: product, Region: region, Available: !available })}
    >
      <p>{t(available ? 'products.takeMeans' : 'products.offerMeans')}</p>
    </Confirm>
  );
}
