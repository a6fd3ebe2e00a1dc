// How the page of a drill's report looks: on a screen of any width, light or dark, and on paper.
#pragma once

#include <string_view>

namespace terrane::drill {

inline constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --page: #fbfbfa; --card: #fff; --ink: #1c2024; --soft: #667078;
  --line: #dfe3e6; --served: #3f8f6b; --slow: #d99a1c; --lost: #cf3b35; --mark: #51606c; }
@media (prefers-color-scheme: dark) { :root { --page: #14181b; --card: #1c2226; --ink: #e8ecee;
  --soft: #97a3ab; --line: #323b41; --served: #4fa981; --slow: #e0ab3f; --lost: #ec5f57;
  --mark: #a9b6be; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.5;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: .2rem 0 .6rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
h2 small { font-weight: normal; color: var(--soft); }
.kind { color: var(--soft); margin: 0; font-size: .9rem; }
.about { margin: 0 0 1rem; max-width: 46rem; }
.verdict { display: inline-block; margin: 0; padding: .3rem .8rem; border-radius: 2rem;
  font-weight: 600; color: #fff; }
.verdict.good { background: var(--served); } .verdict.bad { background: var(--lost); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem;
  margin-top: 1.5rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  padding: .7rem .9rem; }
.tile p { margin: 0; color: var(--soft); font-size: .85rem; }
.tile strong { display: block; font-size: 1.4rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
.tile small { color: var(--soft); }
.chart h2 { margin-bottom: 0; }
.legend { margin: 0 0 1.6rem; font-size: .85rem; color: var(--soft); }
.legend span { margin-right: 1rem; }
.legend span::before { content: ""; display: inline-block; width: .7rem; height: .7rem;
  margin-right: .35rem; border-radius: .15rem; background: currentColor; }
.legend .served::before { background: var(--served); } .legend .slow::before { background: var(--slow); }
.legend .lost::before { background: var(--lost); }
.plot { position: relative; height: 11rem; margin-left: 2.6rem; border-left: 1px solid var(--line);
  border-bottom: 1px solid var(--line); }
.plot svg { position: absolute; inset: 0; width: 100%; height: 100%; }
rect.served { fill: var(--served); } rect.slow { fill: var(--slow); } rect.lost { fill: var(--lost); }
g:hover rect { opacity: .7; }
.plot span { position: absolute; right: 100%; margin-right: .4rem; font-size: .75rem; line-height: 1;
  color: var(--soft); }
.plot .top { top: 0; } .plot .bottom { bottom: 0; }
.mark { position: absolute; top: 0; bottom: 0; border-left: 2px dashed var(--mark); }
.mark.strike { border-color: var(--lost); }
.mark b, .number { display: inline-block; white-space: nowrap; min-width: 1.35rem; height: 1.35rem; padding: 0 .3rem;
  border-radius: 1rem; background: var(--mark); color: var(--page); text-align: center;
  font: 600 .75rem/1.35rem system-ui, sans-serif; }
.mark b { position: absolute; bottom: 100%; left: -1px; transform: translateX(-50%); }
.mark.strike b, .strike .number { background: var(--lost); color: #fff; }
.axis { position: relative; height: 1.4rem; margin-left: 2.6rem; font-size: .75rem;
  color: var(--soft); }
.axis span { position: absolute; transform: translateX(-50%); padding-top: .3rem; }
.axis span:first-child { transform: none; } .axis span.end { transform: translateX(-100%); }
table { border-collapse: collapse; width: 100%; background: var(--card); font-size: .93rem; }
td, th { border-top: 1px solid var(--line); padding: .4rem .6rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
td.good { color: var(--served); font-weight: 600; } td.bad { color: var(--lost); font-weight: 600; }
td.good, td.bad, .time { white-space: nowrap; width: 1%; overflow-wrap: normal; }
.measured { color: var(--soft); min-width: 7rem; }
.time { font-variant-numeric: tabular-nums; color: var(--soft); text-align: right; }
.timeline td:first-child { width: 1%; }
.strike td:last-child, .lost td:last-child { color: var(--lost); }
.noticed td:last-child { color: var(--slow); }
.wide { overflow-x: auto; }
.numbers td { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.numbers th { white-space: nowrap; } .numbers tr:first-child th + th { text-align: right; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  padding: .8rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { :root { --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; }
  body { font-size: 11pt; } .chart, tr, .tiles { break-inside: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
)css";

}  // namespace terrane::drill
