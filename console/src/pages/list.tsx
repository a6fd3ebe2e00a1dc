// All of a kind in a region: searched and narrowed by the server, a page at a time.
import { useState } from 'preact/hooks';
import type { Item } from '../api/call';
import { Button, Empty, Heading } from '../components/basics';
import { FieldValue, ResourceLink, State } from '../components/resource';
import { VirtualTable, type Column } from '../components/table';
import { ActionDialog } from '../forms/action_dialog';
import { formatNumber, t } from '../i18n';
import { fieldLabel } from '../i18n/fields';
import { fetchOne, fetchPage, idOf, kindNamed, titleOf, valueAt, type Kind, type KindAction, type Selector } from '../kinds';
import { useLater } from '../later';
import { link } from '../route';

interface Props {
  kind: Kind;
  region: string;
  narrowed: Record<Selector, string>;
}

export default function ListPage({ kind, region, narrowed }: Props) {
  const [text, setText] = useState('');
  const search = useLater(text.trim());
  const [total, setTotal] = useState<number>();
  const [creating, setCreating] = useState<KindAction>();
  const parent = kind.list.needs ? kindNamed(kind.list.needs) : undefined;
  const title = titleOf(kind);
  const fetch = (offset: number, limit: number, signal: AbortSignal) =>
    search ? find(kind, region, narrowed, search, offset, limit, signal)
      : fetchPage(kind, region, narrowed, offset, limit, signal);
  const narrowing = Object.entries(narrowed);
  if (parent && !narrowing.length)
    return (
      <>
        <Heading title={title} />
        <Empty><a href={link({ region, page: parent.name })}>{t('list.chooseParent', { kind: titleOf(parent, false) })}</a></Empty>
      </>
    );
  return (
    <>
      <Heading title={title}>
        {kind.otherCreates?.map((action) => (
          <Button onClick={() => setCreating(action)}>{t(`act.${action.label}`)} {titleOf(kind, false)}</Button>
        ))}
        {kind.create && (
          <Button tone="primary" onClick={() => setCreating(kind.create)}>{t('act.create')} {titleOf(kind, false)}</Button>
        )}
      </Heading>
      <div class="toolbar">
        <input
          type="search" value={text} placeholder={t(kind.byTitle ? 'list.search' : 'list.searchId')}
          aria-label={t(kind.byTitle ? 'list.search' : 'list.searchId')}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <span role="status">{total !== undefined && t('list.count', { count: formatNumber(total) })}</span>
        {narrowing.length > 0 && (
          <span>
            {t('list.narrowed', { what: narrowing.map(([selector, value]) => `${selector} ${value}`).join(', ') })}{' '}
            <a href={link({ region, page: kind.name })}>{t('list.showAll')}</a>
          </span>
        )}
      </div>
      <VirtualTable
        label={title} region={region} columns={columnsOf(kind, region)} fetch={fetch} counted={setTotal}
        of={[kind.name, search, JSON.stringify(narrowed)]}
        empty={<Empty>{t(search ? 'list.noMatch' : 'list.empty')}</Empty>}
      />
      {creating && (
        <ActionDialog
          action={creating} title={`${t(`act.${creating.label}`)} ${titleOf(kind, false)}`} region={region}
          preset={presetOf(narrowed)} close={() => setCreating(undefined)}
        />
      )}
    </>
  );
}

// What a list is narrowed by is where a new one goes: a listener's balancer.
const presetOf = (narrowed: Record<Selector, string>) =>
  Object.fromEntries(Object.entries(narrowed).filter(([selector]) => /^[A-Z]/.test(selector)));

function columnsOf(kind: Kind, region: string): Column<Item>[] {
  const field = (path: string): Column<Item> => ({
    title: fieldLabel(path),
    cell: (item) => <FieldValue kind={kind} region={region} item={item} path={path} />,
  });
  const title = kind.title;
  const own = title && kind.id.includes(title) ? title : kind.id.at(-1)!; // what lies above it is told elsewhere
  return [
    { title: title === own ? fieldLabel(own) : 'ID', cell: (item) => <ResourceLink kind={kind.name} region={region} id={idOf(kind, item)} name={String(valueAt(item, own))} /> },
    ...(title && !kind.id.includes(title) ? [{ ...field(title), title: t('list.name') }] : []),
    ...(kind.state ? [{ title: fieldLabel('State'), cell: (item: Item) => <State kind={kind} item={item} /> }] : []),
    ...(kind.zone ? [field(kind.zone)] : []),
    ...kind.columns.map(field),
  ];
}

// By ID where the text looks like one, else by name.
async function find(
  kind: Kind, region: string, narrowed: Record<Selector, string>, text: string, offset: number, limit: number, signal: AbortSignal,
) {
  if (/^[a-z]+-[a-z0-9]{8}$/.test(text) || !kind.byTitle) {
    const one = await fetchOne(kind, region, text, signal).catch(() => undefined);
    return one ? { items: [one], total: 1 } : { items: [], total: 0 };
  }
  return fetchPage(kind, region, { ...narrowed, [kind.byTitle]: text }, offset, limit, signal);
}
