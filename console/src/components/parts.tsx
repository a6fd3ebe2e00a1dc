// The rows that a resource is made of, with what can be done to each.
import { useState } from 'preact/hooks';
import type { Item } from '../api/call';
import { ActionDialog } from '../forms/action_dialog';
import { language, t } from '../i18n';
import { fieldLabel } from '../i18n/fields';
import { idOf, kindNamed, valueAt, type Kind, type KindAction, type Part } from '../kinds';
import { useEvery, useLive } from '../live';
import { rowsOf } from '../part_rows';
import { Badge, Button, Failure, Spinner } from './basics';
import { nameOf, ResourceLink, Value } from './resource';

const lookMilliseconds = 3_000;

interface Props {
  part: Part;
  region: string;
  item: Item;
}

export function PartTable({ part, region, item }: Props) {
  // What the rows are read from is read again with the resource itself.
  const { data: rows, error, reload } = useLive(region, (signal) => rowsOf(part, item, region, signal), [JSON.stringify(item)]);
  useEvery(part.state ? lookMilliseconds : undefined, reload); // no event tells of the health of a target
  const [asked, ask] = useState<{ action: KindAction; row: Item; name: string }>();
  const title = part.title[language.value === 'zh' ? 1 : 0]!;
  const kind = part.kind ? kindNamed(part.kind) : undefined;
  const nameOfRow = (row: Item) => (kind ? nameOf(kind, row) : part.columns.map((path) => valueAt(row, path)).filter((value) => value !== undefined && value !== '').slice(0, 3).join(' '));
  return (
    <section>
      <div class="heading">
        <h2>{title}</h2>
        {part.add && (part.addIf?.(item) ?? true) && (
          <Button onClick={() => ask({ action: part.add!, row: {}, name: '' })}>{t(`act.${part.add.label}`)}</Button>
        )}
      </div>
      {error && <Failure error={error} retry={reload} />}
      {!rows ? !error && <Spinner /> : !rows.length ? <p class="small">{t('list.empty')}</p> : (
        <div class="rows" tabIndex={0} role="group" aria-label={title}>
          <table>
            <caption class="hidden">{title}</caption>
            <thead>
              <tr>
                {kind && <th scope="col">{t('list.name')}</th>}
                {part.columns.map((path) => <th scope="col">{fieldLabel(path)}</th>)}
                {part.state && <th scope="col">{fieldLabel('State')}</th>}
                <th scope="col"><span class="hidden">{t('detail.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => <Row part={part} region={region} row={row} kind={kind} ask={(action) => ask({ action, row, name: nameOfRow(row) })} name={nameOfRow(row)} />)}
            </tbody>
          </table>
        </div>
      )}
      {asked && (
        <ActionDialog
          action={asked.action} region={region} item={{ ...asked.row, of: item }} close={() => ask(undefined)}
          title={`${t(`act.${asked.action.label}`)} ${asked.name}`}
        />
      )}
    </section>
  );
}

interface RowProps {
  part: Part;
  region: string;
  row: Item;
  kind?: Kind;
  name: string;
  ask: (action: KindAction) => void;
}

function Row({ part, region, row, kind, name, ask }: RowProps) {
  const state = part.state && String(row[part.state] ?? '');
  return (
    <tr>
      {kind && <td><ResourceLink kind={kind.name} region={region} id={idOf(kind, row)} name={nameOf(kind, row)} /></td>}
      {part.columns.map((path) => <td><Cell part={part} region={region} row={row} path={path} /></td>)}
      {part.state && <td>{state && <Badge tone={part.states?.[state] ?? 'off'}>{state}</Badge>}</td>}
      <td>
        <div class="actions">
        {!part.fixed?.(row) && part.actions.map((action) => (
          <Button tone={action.danger ? 'danger' : 'plain'} class="slim" aria-label={`${t(`act.${action.label}`)}: ${name}`} onClick={() => ask(action)}>
            {t(`act.${action.label}`)}
          </Button>
        ))}
        </div>
      </td>
    </tr>
  );
}

function Cell({ part, region, row, path }: { part: Part; region: string; row: Item; path: string }) {
  const value = valueAt(row, path);
  const other = part.references?.[path];
  if (other && value) return <ResourceLink kind={other} region={region} id={String(value)} />;
  return <Value region={region} path={path} value={value} />;
}
