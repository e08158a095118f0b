/** The style of all pages: light and dark, for narrow windows and paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa;
  --ink: #1c1b19;
  --quiet: #5c5850;
  --line: #d9d4ca;
  --link: #8c1d18;
  --quotation: #fdf0c8;
  --quotation-line: #a87900;
  --date: #1f5f8b;
  --source: #4c6b1f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191816;
    --ink: #ece8e1;
    --quiet: #aaa499;
    --line: #45423c;
    --link: #ffb4a9;
    --quotation: #3d3314;
    --quotation-line: #e0b64c;
    --date: #9ccdf2;
    --source: #bfdc93;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 0 1rem 3rem;
  max-width: 76rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid var(--quotation-line); outline-offset: 2px; }
h1 { font: 700 1.8rem/1.2 Georgia, serif; margin: 1.2rem 0 0.6rem; }
h2 { font-size: 1.05rem; margin: 1.4rem 0 0.4rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.3rem; }
ol, ul { margin: 0; padding: 0; list-style: none; }
code { font-size: 0.9em; }
.hidden, .skip:not(:focus) {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}
.top {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 0.3rem 1.5rem;
  padding: 0.9rem 0;
  border-bottom: 1px solid var(--line);
}
.top .name { font: 700 1.15rem Georgia, serif; color: inherit; text-decoration: none; }
.top nav { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; }
form {
  display: flex;
  flex-wrap: wrap;
  align-items: end;
  gap: 0.7rem 1rem;
  margin: 1.2rem 0;
}
label { display: block; font-size: 0.9rem; }
label.wide { flex: 1 1 18rem; }
fieldset { margin: 0; padding: 0; border: 0; display: flex; flex-wrap: wrap; gap: 0 1rem; }
legend { font-size: 0.9rem; padding: 0; }
input:not([type='radio']), button {
  font: inherit;
  color: inherit;
  width: 100%;
  padding: 0.4rem 0.6rem;
  border: 1px solid var(--quiet);
  border-radius: 4px;
  background: var(--paper);
}
button { width: auto; background: var(--ink); color: var(--paper); cursor: pointer; }
.correction { flex-direction: column; align-items: stretch; max-width: 34rem; }
.correction label.wide { flex: none; }
.correction fieldset { flex-direction: column; }
.correction button { align-self: start; }
.corrected { margin: 1rem 0; }
.corrected blockquote { margin: 0 0 0.4rem; font: 1.1rem/1.5 Georgia, serif; }
.columns { display: grid; gap: 1rem 3rem; grid-template-columns: minmax(0, 1fr) minmax(0, 17rem); }
.columns.reading { grid-template-columns: minmax(0, 1fr) minmax(0, 25rem); }
.total, .why, .about, .count, .empty, footer { color: var(--quiet); }
.why, .about, .count { font-size: 0.9rem; }
.about { display: inline-flex; flex-wrap: wrap; gap: 0 0.9rem; margin: 0 0 0 0.7rem; }
p.about { margin-left: 0; }
.quotations > li, .articles > li, .names > li, .notes > li, .problems > li, .facet li {
  padding: 0.45rem 0;
  border-bottom: 1px solid var(--line);
}
.quotations figure { margin: 0.5rem 0; }
.quotations blockquote { margin: 0; font: 1.1rem/1.5 Georgia, serif; }
.quotations .words { color: inherit; text-decoration: none; }
.quotations .words:hover { text-decoration: underline; }
.quotations figcaption { margin-top: 0.35rem; font-size: 0.92rem; }
.quotations .speaker { display: block; }
.speaker { font-weight: 600; }
.speaker .relay { font-weight: 400; }
mark { background: var(--quotation); color: inherit; }
.narrowed { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.narrowed li { border: 1px solid var(--line); border-radius: 1rem; padding: 0.1rem 0.8rem; }
.chart { margin: 0.5rem 0 1rem; }
.chart svg { display: block; width: 100%; height: 5rem; }
.chart rect { fill: var(--quotation-line); }
.chart rect.room { fill: transparent; }
.chart a:hover rect.room, .chart a:focus rect.room { fill: var(--line); }
.chart figcaption { display: flex; justify-content: space-between; font-size: 0.85rem; color: var(--quiet); }
.pager { display: flex; gap: 1.5rem; margin: 1.2rem 0; }
article { font: 1.12rem/1.65 Georgia, 'Noto Serif', serif; max-width: 42rem; }
article h1 { font-size: 2rem; }
article .byline, article .dateline, article .caption, article .sign-off { color: var(--quiet); font-size: 0.95rem; }
article .caption { border-inline-start: 3px solid var(--line); padding-inline-start: 0.8rem; }
article p { white-space: pre-line; }
.quotation { background: var(--quotation); box-shadow: inset 0 -2px 0 var(--quotation-line); }
.quotation:target { outline: 3px solid var(--quotation-line); }
:target { scroll-margin-block-start: 5rem; }
.name:target, .date:target { outline: 2px solid var(--quotation-line); }
.notes > li:target { background: var(--quotation); }
.number { font: 0.72rem/1 system-ui, sans-serif; vertical-align: super; padding: 0 0.25em; text-decoration: none; }
.number::after { content: attr(data-number); }
article a:not(.number) { color: inherit; text-decoration: underline dotted; }
article .mention { text-decoration-color: var(--link); text-decoration-style: solid; }
article .date { text-decoration-color: var(--date); }
article .source, article .published { text-decoration-color: var(--source); }
aside ol.notes { list-style: decimal; padding-inline-start: 1.6rem; }
.why { margin: 0.15rem 0 0; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
.doubt, .warning, .error { font-weight: 600; }
.doubt { margin: 0.2rem 0; }
footer { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; margin-top: 3rem; padding-top: 0.8rem; border-top: 1px solid var(--line); }
@media (max-width: 56rem) {
  .columns, .columns.reading { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  .top nav, form, footer, .pager, .skip { display: none; }
  .columns.reading { display: block; }
  .quotation { background: none; }
}
`
