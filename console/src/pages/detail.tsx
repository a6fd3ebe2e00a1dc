// One resource: its life, its fields, what it refers to and what uses it, and what can be done to it.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Item } from '../api/call';
import { Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { PartTable } from '../components/parts';
import { nameOf, regionOf, ResourceLink, State, Value } from '../components/resource';
import { StateGraph } from '../components/state_graph';
import { ActionDialog } from '../forms/action_dialog';
import { t } from '../i18n';
import { fieldLabel } from '../i18n/fields';
import { fetchOne, fetchPage, idOf, kindNamed, kinds, stateOf, titleOf, valueAt, type Kind, type KindAction } from '../kinds';
import { useLive } from '../live';
import { regionNamed } from '../places';
import { kindsWithAddress } from '../reach/ends';
import { go, link } from '../route';

export default function DetailPage({ kind, region, id }: { kind: Kind; region: string; id: string }) {
  const { data: item, error, loading, reload } = useLive(region, (signal) => fetchOne(kind, region, id, signal), [kind, id]);
  const [chosen, choose] = useState<KindAction>();
  const crumb = <p class="crumb"><a href={link({ region, page: kind.name })}>{titleOf(kind)}</a></p>;
  if (loading) return <>{crumb}<Spinner /></>;
  if (error && !item) return <>{crumb}<Failure error={error} retry={reload} /></>;
  if (!item) return <>{crumb}<Empty>{t('detail.gone', { id })}</Empty></>;
  return (
    <>
      {crumb}
      <Heading title={<>{nameOf(kind, item)} <State kind={kind} item={item} /></>}>
        {kindsWithAddress.includes(kind) && <a class="button" href={link({ page: 'reach', query: { to: id, toRegion: region, fromRegion: region } })}>{t('nav.reach')}</a>}
        {kind.name === 'instances' && <a class="button" href={link({ region, page: 'migrations', id: 'new', query: { InstanceId: id } })}>{t('act.migrate')}</a>}
        {kind.actions.filter(({ from }) => from?.includes(stateOf(kind, item)) ?? true).map((action) => (
          <Button tone={action.danger ? 'danger' : 'plain'} onClick={() => choose(action)}>{t(`act.${action.label}`)}</Button>
        ))}
      </Heading>
      {error && <Failure error={error} />}
      <StateGraph kind={kind} item={item} />
      {kind.parts?.filter(({ onlyIf }) => onlyIf?.(item) ?? true).map((part) => <PartTable key={part.title[0]} part={part} region={region} item={item} />)}
      <div class="columns">
        <section>
          <h2>{t('detail.fields')}</h2>
          <Fields kind={kind} region={region} value={item} item={item} />
        </section>
        <div>
          <References kind={kind} region={region} item={item} />
          <Users kind={kind} region={region} id={id} />
        </div>
      </div>
      {chosen && (
        <ActionDialog
          action={chosen} region={region} item={item} close={() => choose(undefined)}
          title={`${t(`act.${chosen.label}`)} ${nameOf(kind, item)}`}
          done={() => chosen.label === 'delete' && go({ region, page: kind.name })}
        />
      )}
    </>
  );
}

// An object as terms and values; objects within it below their names.
function Fields({ kind, region, value, path = '', item }: { kind: Kind; region: string; value: Item; path?: string; item: Item }) {
  const shown = Object.entries(value).filter(([, one]) => one !== '' && !(Array.isArray(one) && !one.length));
  return (
    <dl>
      {shown.map(([name, one]) => (
        <>
          <dt title={path + name}>{fieldLabel(name)}</dt>
          <dd><Nested kind={kind} region={region} value={one} path={path + name} item={item} /></dd>
        </>
      ))}
    </dl>
  );
}

function Nested({ kind, region, value, path, item }: { kind: Kind; region: string; value: unknown; path: string; item: Item }): ComponentChildren {
  if (Array.isArray(value) && typeof value[0] === 'object')
    return value.map((one) => <Fields kind={kind} region={region} value={one as Item} path={`${path}.`} item={item} />);
  if (typeof value === 'object' && value && !Array.isArray(value))
    return <Fields kind={kind} region={region} value={value as Item} path={`${path}.`} item={item} />;
  return <Value kind={kind} region={region} path={path} value={value} item={item} />;
}

function References({ kind, region, item }: { kind: Kind; region: string; item: Item }) {
  const links = kind.references.flatMap((reference) => {
    const { field, kind: other } = reference;
    const ids = [valueAt(item, field)].flat().filter((id) => id !== undefined && id !== '' && id !== '0' && id !== 0).map(String);
    return [...new Set(ids)].map((id) => ({ other, id, where: regionOf(reference, item, region) }));
  });
  if (!links.length) return null;
  return (
    <section>
      <h2>{t('detail.references')}</h2>
      <ul class="plain">
        {links.map(({ other, id, where }) => <li>{titleOf(kindNamed(other)!, false)} <ResourceLink kind={other} region={where} id={id} />{where !== region && <span class="small"> {regionNamed(where)?.RegionName}</span>}</li>)}
      </ul>
    </section>
  );
}

const mostShown = 5;

// What refers to it, asked of every kind that can and whose list can be narrowed so.
function Users({ kind, region, id }: { kind: Kind; region: string; id: string }) {
  const { data } = useLive(region, async (signal) => {
    const questions = kinds.flatMap((user) => user.references
      .filter((reference) => reference.kind === kind.name && reference.selector)
      .map(({ selector }) => ({ user, selector: selector! })));
    const answers = await Promise.all(questions.map(async (question) => {
      const page = await fetchPage(question.user, region, { [question.selector]: id }, 0, mostShown, signal).catch(() => undefined);
      return { ...question, page };
    }));
    return answers.filter(({ page }) => page?.items.length);
  }, [kind, id]);
  return (
    <section>
      <h2>{t('detail.users')}</h2>
      {!data ? <Spinner /> : !data.length ? <p>{t('detail.noUsers')}</p> : data.map(({ user, selector, page }) => (
        <>
          <h3><a href={link({ region, page: user.name, query: { [selector]: id } })}>{titleOf(user)} ({page!.total})</a></h3>
          <ul class="plain">
            {page!.items.slice(0, mostShown).map((item) => (
              <li><ResourceLink kind={user.name} region={region} id={idOf(user, item)} name={nameOf(user, item)} /> <State kind={user} item={item} /></li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );
}
