// The shell: header, navigation, and the page that the address names.
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from './api/call';
import { session, signOut } from './api/session';
import { Announcer } from './components/announcer';
import { Button, NotFound, Spinner } from './components/basics';
import { language, speak, t } from './i18n';
import { kindNamed, kinds, titleOf, type Kind } from './kinds';
import { useLive } from './live';
import { isOperator } from './operator';
import { pages, type Page } from './pages';
import { regions } from './places';
import { SignInPage } from './pages/sign_in';
import { go, link, region, rememberRegion, route } from './route';

export function App() {
  useEffect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  }, [language.value]);
  return (
    <>
      <a class="skip" href="#content" onClick={skip}>{t('app.skip')}</a>
      <Header />
      {session.value ? <div class="body"><Navigation /><main id="content" tabIndex={-1}><CurrentPage /></main></div> : <SignInPage />}
      <Announcer />
    </>
  );
}

// A hash is an address here, so the skip link moves the focus itself.
function skip(event: Event) {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function Header() {
  return (
    <header>
      <a class="brand" href={link({ page: 'overview' })}>{t('app.name')}</a>
      {session.value && <RegionChooser />}
      <span class="gap" />
      <Button lang={language.value === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language.value === 'zh' ? 'en' : 'zh')}>{t('app.language')}</Button>
      {session.value && <Button onClick={signOut}>{t('signIn.out')}</Button>}
    </header>
  );
}

function RegionChooser() {
  useLive('', async (signal) => {
    const { RegionSet: all = [] } = await call('terrane', 'DescribeStatus', {}, undefined, { signal });
    regions.value = all;
  }, []);
  const named = route.value.region;
  const first = regions.value[0]?.Region;
  useEffect(() => {
    if (named) rememberRegion(named);
    else if (!region.value && first) rememberRegion(first);
  }, [named, first]);
  return (
    <label class="region">
      <span class="hidden">{t('app.region')}</span>
      <select
        value={region.value}
        onChange={(event) => {
          rememberRegion(event.currentTarget.value);
          if (named) go({ ...route.value, id: undefined, query: {}, region: event.currentTarget.value });
        }}
      >
        {regions.value.map((one) => <option value={one.Region}>{one.RegionName}</option>)}
      </select>
    </label>
  );
}

const groups: Kind['group'][] = ['compute', 'storage', 'network', 'delivery', 'account'];

function Navigation() {
  const [open, setOpen] = useState(false);
  const here = route.value.page;
  useEffect(() => setOpen(false), [here]);
  const entry = (name: string, text: string, href: string) =>
    <li><a href={href} aria-current={here === name ? 'page' : undefined}>{text}</a></li>;
  const pageEntry = (page: Page) =>
    entry(page.name, t(page.title), link({ page: page.name, region: page.regional ? region.value : undefined }));
  return (
    <nav aria-label={t('app.navigation')} class={open ? 'open' : ''}>
      <Button class="menu" aria-expanded={open} onClick={() => setOpen(!open)}>{t('app.menu')}</Button>
      <div class="entries">
        <ul>{pages.filter(({ operators, tool }) => !operators && !tool).map(pageEntry)}</ul>
        <h2>{t('group.tools')}</h2>
        <ul>{pages.filter(({ tool }) => tool).map(pageEntry)}</ul>
        {isOperator.value && (
          <>
            <h2>{t('group.operation')}</h2>
            <ul>{pages.filter(({ operators }) => operators).map(pageEntry)}</ul>
          </>
        )}
        {groups.map((group) => (
          <>
            <h2>{t(`group.${group}`)}</h2>
            <ul>
              {kinds.filter((kind) => kind.group === group && !kind.list.needs)
                .map((kind) => entry(kind.name, titleOf(kind), link({ region: region.value, page: kind.name })))}
            </ul>
          </>
        ))}
      </div>
    </nav>
  );
}

function CurrentPage() {
  const { page: name, id, query } = route.value;
  const kind = kindNamed(name);
  const page = pages.find((one) => one.name === name);
  useEffect(() => {
    document.title = `${kind ? titleOf(kind) : page ? t(page.title) : ''} – ${t('app.name')}`;
  });
  // Where what had the focus went with the page before, it is the new page's.
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [name, id]);
  if (kind && id) return <Lazy key={name + id} load={loadDetail} kind={kind} region={region.value} id={id} />;
  if (kind) return <Lazy key={name} load={loadList} kind={kind} region={region.value} narrowed={query} />;
  if (page?.operators && isOperator.value === undefined) return <Spinner />;
  if (page && (isOperator.value || !page.operators)) return <Lazy key={name + id} load={page.load} region={region.value} id={id} query={query} />;
  return <NotFound />;
}

const loadList = () => import('./pages/list');
const loadDetail = () => import('./pages/detail');

// A page whose code is fetched when it is first shown.
function Lazy<P extends object>({ load, ...props }: { load: () => Promise<{ default: ComponentType<P> }> } & P): ComponentChildren {
  const [loaded, setLoaded] = useState<{ Page: ComponentType<P> }>();
  useEffect(() => {
    let here = true;
    void load().then((module) => here && setLoaded({ Page: module.default }));
    return () => void (here = false);
  }, [load]);
  if (!loaded) return <Spinner />;
  const { Page } = loaded;
  return <Page {...(props as unknown as P)} />;
}
