#include "reports/html/sections.h"

namespace boussole::reports::html {

/// One accent colour; states are told by shape and word, never by colour. Contrasts are at least 4.5:1 for text and
/// 3:1 for marks, in both colour schemes.
const char* style_sheet() {
  return R"css(
:root{color-scheme:light dark;--paper:#fcfbf8;--sheet:#f4f1ea;--ink:#1c2427;--soft:#535d61;--rule:#dcd8cd;--line:#8b9294;
--accent:#0d5c63;--wash:#e4eeec;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,"Book Antiqua",Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,Inter,"Noto Sans","Liberation Sans",Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#13181a;--sheet:#1b2225;--ink:#ebe8e1;--soft:#adb5b8;--rule:#353e42;
--line:#7d888d;--accent:#86cdca;--wash:#1e3033}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--sans);font-variant-numeric:tabular-nums lining-nums;
overflow-wrap:break-word;hyphens:manual}
.wide{max-width:70rem;margin:0 auto;padding:0 1.25rem}
h1,h2,h3,h4{font-family:var(--serif);font-weight:700;line-height:1.2;margin:0;text-wrap:balance}
h1{font-size:clamp(2rem,5vw,3.25rem);letter-spacing:-.015em;font-weight:400}
h2{font-size:clamp(1.5rem,3vw,2rem);letter-spacing:-.01em;font-weight:400}
h3{font-size:1.3rem}h4{font-size:1.15rem}
p{margin:.6em 0;max-width:68ch}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-999px;top:0;background:var(--ink);color:var(--paper);padding:.75rem 1.25rem;z-index:2}
.skip:focus{left:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--soft)}.small{font-size:.875rem;line-height:1.5}.num{text-align:right;white-space:nowrap}
.kicker{font-size:.8125rem;letter-spacing:.09em;text-transform:uppercase;color:var(--soft);margin:0}
section{padding:3.5rem 0 0}section>h2{padding-top:1.1rem;border-top:2px solid var(--ink);margin-bottom:.4rem}
.lede{color:var(--soft);margin-top:0}

.brand{display:flex;align-items:center;gap:.6rem;padding:1.1rem 0;font-family:var(--serif);font-size:1.05rem}
.brand svg{width:1.6rem;height:1.6rem;flex:none}
.mast{padding:2.2rem 0 0}.mast h1{margin:.35rem 0 .7rem}
.meta{display:flex;flex-wrap:wrap;gap:.15rem 1.4rem;margin:0;color:var(--soft);font-size:.9375rem;max-width:none;
list-style:none;padding:0}
.notes{list-style:none;margin:1.8rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));
border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.notes li{padding:.8rem 1.2rem .8rem 0;font-size:.875rem;line-height:1.5;color:var(--soft)}
.toc{padding:.9rem 0 0;font-size:.9375rem}.toc ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1.5rem}
.toc a{display:inline-block;padding:.3rem 0;min-height:1.75rem}

.sentence{font-family:var(--serif);font-size:clamp(1.35rem,3.2vw,2rem);line-height:1.32;max-width:34em;margin:1.1rem 0 .9rem;
text-wrap:pretty}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1.4rem 2.4rem;margin:2rem 0 0}
.three>div{border-top:1px solid var(--line);padding-top:.7rem}
.three h3{font-size:1.05rem}.three p{margin:.35rem 0 0}
.readers{background:var(--sheet);padding:1.3rem 1.5rem 1.5rem;margin-top:2rem}.readers .three{margin-top:.9rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:1.2rem 2rem;margin:1.2rem 0 0}
.facts div{border-top:1px solid var(--rule);padding-top:.5rem}.facts dt{font-size:.875rem;color:var(--soft);line-height:1.4}
.facts dd{margin:0;font-family:var(--serif);font-size:1.45rem;line-height:1.3}.facts dd.none{font-family:inherit;font-size:.875rem}
h3.apart,h4.apart{margin-top:2.6rem}h4.apart{margin-bottom:.7rem}

.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;list-style:none;padding:0;margin:1rem 0 0;font-size:.875rem}
.legend li{display:inline-flex;align-items:center;gap:.5rem}.legend svg{flex:none;width:2rem;height:1.25rem}
.reading{white-space:nowrap}.reading svg{width:1.1rem;height:1.1rem;vertical-align:-.2em;margin-right:.4rem}
.axis{margin-top:2.6rem}
.axis-head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.2rem 2rem}
.axis-head p{margin:.15rem 0 0}.axis-score p{max-width:26rem}.axis-head dl{margin:0;display:flex;flex-wrap:wrap;gap:.1rem 1.6rem;font-size:.9375rem}
.axis-head dl div{display:flex;gap:.45rem}.axis-head dt{color:var(--soft)}.axis-head dd{margin:0}
.rows{list-style:none;margin:0;padding:0}
.row,.ticks{display:grid;grid-template-columns:minmax(11rem,17.5rem) minmax(8rem,1fr) 7.5rem 6.75rem 4.5rem;column-gap:1.25rem;
align-items:center}
.row{border-top:1px solid var(--rule);padding:.42rem 0;line-height:1.35}
.row .name a{display:inline-block;padding:.2rem 0;color:var(--ink);text-decoration-color:var(--line)}
.row .why{font-size:.8125rem;line-height:1.4;color:var(--soft);margin:0}
.row .track{padding:0 8px}.track svg{display:block;width:100%;height:28px;overflow:visible}
.row .word{font-size:.875rem}.row .value,.row .n{text-align:right}.row .n{color:var(--soft)}
.ticks{font-size:.75rem;color:var(--soft);margin-top:.9rem;padding-bottom:.25rem;align-items:end}
.ticks .right{text-align:right}.scale{display:flex;justify-content:space-between;padding:0 8px}
.scale b{width:3em;margin:0 -1.5em;text-align:center;font-weight:500}
.sub{font-size:.8125rem;color:var(--soft);margin:.9rem 0 .25rem;font-weight:600;font-family:var(--sans)}

.g-base{stroke:var(--rule);stroke-width:1}.g-mid{stroke:var(--line);stroke-width:1;stroke-dasharray:3 3}
.g-bar{stroke:var(--accent);stroke-width:3;stroke-linecap:butt}.g-cap{stroke:var(--accent);stroke-width:2}
.g-full{fill:var(--accent);stroke:var(--paper);stroke-width:1.5}.g-open{fill:var(--paper);stroke:var(--accent);stroke-width:2.5}
.g-ref{stroke:var(--ink);stroke-width:2.5}.g-hatch{fill:url(#hatch)}.g-edge{fill:none;stroke:var(--line);stroke-width:1}
.g-dots{fill:none;stroke:var(--line);stroke-width:1.25;stroke-dasharray:1.5 4}.p-line{stroke:var(--line);stroke-width:1.4}

.scroll{overflow-x:auto;margin:1.2rem 0 0}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.45}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding:0 0 .6rem}
th,td{text-align:left;vertical-align:baseline;padding:.45rem .9rem .45rem 0;border-top:1px solid var(--rule)}
thead th,thead th.num{border-top:0;border-bottom:1.5px solid var(--ink);font-size:.8125rem;font-weight:600;vertical-align:bottom;line-height:1.3;white-space:normal}
tbody th{font-weight:400}th.num,td.num{text-align:right}th:last-child,td:last-child{padding-right:0}
tr.group th{font-family:var(--serif);font-weight:700;font-size:1.05rem;padding-top:1.3rem;border-top:0}
td.nowrap,th.nowrap{white-space:nowrap}td.long{min-width:17rem}

.ind{margin-top:1.9rem;padding-top:1.1rem;border-top:1px solid var(--line)}
.ask{font-family:var(--serif);font-style:italic;font-size:1.1rem;margin:.2rem 0 .2rem}
.ind .tags{margin:0;color:var(--soft);font-size:.875rem;max-width:none}
.card{display:grid;align-items:start;grid-template-columns:minmax(13rem,20rem) minmax(0,1fr);gap:1.2rem 2.6rem;margin-top:.8rem}
.big{font-family:var(--serif);font-size:2.3rem;line-height:1.1;margin:0}
.fig{background:var(--wash);padding:1.1rem 1.2rem}.fig .track{padding:0 8px;margin:.5rem 0 0}
.fig dl{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.15rem .9rem;margin:.7rem 0 0;font-size:.9375rem}
.fig dt{color:var(--soft);line-height:1.35}.fig dd{margin:0;text-align:right;white-space:nowrap;line-height:1.35}
.fig .reading{margin-top:.5rem;font-weight:600}
.talk{margin:0;display:grid;grid-template-columns:10rem minmax(0,1fr);gap:.55rem 1.4rem}
.talk dt{font-weight:600;font-size:.875rem;line-height:1.4;padding-top:.13rem}.talk dd{margin:0;max-width:66ch}
.lack .talk{margin-top:.5rem}h3.apart+.talk{margin-top:.8rem}
.parts{margin-top:1rem;font-size:.875rem}.parts table{font-size:.875rem}.parts th,.parts td{padding-top:.25rem;padding-bottom:.25rem}
.warn{border-left:3px solid var(--accent);padding-left:.8rem;margin:.7rem 0 0}
.reply{border-left:3px double var(--line);padding-left:.9rem;margin:.9rem 0 0;overflow-wrap:anywhere}.reply p{margin:.25rem 0}
.fine{font-size:.8125rem;line-height:1.5;color:var(--soft);margin-top:.9rem}.fine p{margin:.15rem 0;max-width:none}
.lack{margin-top:1.3rem;padding-top:.8rem;border-top:1px dashed var(--line)}.lack p{margin:.25rem 0}

code,pre,.hash{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:.85em}
th .hash{display:block;font-size:.75em;color:var(--soft)}
.hash{overflow-wrap:anywhere;word-break:break-all}
pre{background:var(--sheet);padding:1rem 1.2rem;margin:.8rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.plain{padding-left:1.2rem;margin:.6rem 0}.plain li{margin:.2rem 0}
.final{counter-reset:d;list-style:none;padding:0;margin:1rem 0 0}
.final li{counter-increment:d;padding:.9rem 0 .9rem 3rem;border-top:1px solid var(--rule);position:relative;max-width:76ch;
font-family:var(--serif);font-size:1.1rem}
.final li::before{content:counter(d);position:absolute;left:0;top:.45rem;font-size:1.7rem;color:var(--accent)}
footer{margin-top:3.5rem;border-top:1px solid var(--rule);padding:1.2rem 0 2.5rem;color:var(--soft);font-size:.875rem}

@media (max-width:46rem){
.scroll caption{max-width:calc(100vw - 2.5rem)}.row{grid-template-columns:1fr auto;row-gap:.1rem;padding:.7rem 0}.row .name{grid-column:1/-1}.row .track{grid-column:1/-1}
.row .word{grid-column:1}.row .value{grid-column:2;grid-row:3}.row .n{grid-column:1/-1;text-align:left;font-size:.8125rem}
.row .n::before{content:"n = "}.row .n.none,.row .value.none{display:none}
.ticks{grid-template-columns:1fr}.ticks>span{display:none}
.card,.talk{grid-template-columns:minmax(0,1fr)}.talk{gap:.05rem}.talk dd{margin-bottom:.7rem}section{padding-top:2.6rem}.readers{margin-left:-1.25rem;margin-right:-1.25rem;padding:1.3rem 1.25rem 1.5rem}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@page{size:A4;margin:16mm 15mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#535d61}}
@media print{
:root{color-scheme:light;--paper:#fff;--sheet:#f4f1ea;--ink:#111;--soft:#474f52;--rule:#cfcbc0;--line:#7b8285;--accent:#0d5c63;
--wash:#eef4f3}
html{font-size:9.5pt}body{line-height:1.45}.wide{max-width:none;padding:0}.skip,.toc{display:none}
h1{font-size:26pt}h2{font-size:17pt}h3{font-size:12.5pt}h4{font-size:11pt}.sentence{font-size:15pt}.big{font-size:19pt}
section{padding-top:9mm}h2,h3,h4,.ask,.tags,caption,thead,.axis-head,.ticks,.sub{break-after:avoid}
.row,tr,.fig,.facts div,.three>div,.notes,.lack,.final li,.warn,.reply,.legend{break-inside:avoid}
.talk{grid-template-columns:27mm minmax(0,1fr);gap:1mm 4mm}.ind,.lack{margin-top:5mm}.parts{break-inside:avoid}.talk dd{orphans:3;widows:3}
.row,.ticks{grid-template-columns:46mm 1fr 25mm 22mm 13mm;column-gap:4mm}.row{padding:1mm 0}
.row .name a,a{color:inherit;text-decoration:none}table{font-size:8.5pt}.scroll{overflow:visible}
.card{grid-template-columns:56mm minmax(0,1fr);gap:4mm 7mm}.parts table{font-size:8pt}.three{grid-template-columns:repeat(3,1fr);gap:4mm 7mm}
.notes{grid-template-columns:repeat(3,1fr)}.fig,.readers{border:.5pt solid var(--rule)}
.row .n::before{content:none}thead{display:table-header-group}}
)css";
}

}  // namespace boussole::reports::html
