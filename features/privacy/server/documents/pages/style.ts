/** What the public pages look like beyond the sheets of the app; enough of it stands alone where those do not come. */
import { trusted } from './html.ts'

const SCREEN = `
body{margin:0;background:var(--paper,#fcfaf5);color:var(--ink,#211e19);font:16px/24px var(--f-text,system-ui,sans-serif)}
.wrap{max-width:1200px;margin:0 auto;padding:0 40px}
.bar{background:var(--door-deep,#17382c);color:var(--on-door,#fcfaf5)}
.bar .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:4px 28px;min-height:72px}
.bar a{color:inherit;text-decoration:none;padding:12px 0;font:var(--t-body)}
.bar a[aria-current]{box-shadow:inset 0 -3px 0 currentColor;font-weight:600}
.bar .logo{font:600 22px/24px var(--f-title);margin-right:auto}
.bar nav{display:flex;flex-wrap:wrap;gap:0 28px}
main.wrap{padding-top:48px;padding-bottom:48px}
main h1{font:500 44px/48px var(--f-title);margin:0 0 12px;text-wrap:balance}
main h2{font:600 24px/28px var(--f-title);margin:0 0 8px}
main p,main li{max-width:68ch;overflow-wrap:anywhere}main p{margin:0 0 10px}
main ul{margin:0 0 10px;padding-left:20px;list-style:disc}
.doc{display:grid;grid-template-columns:240px minmax(0,1fr);gap:28px 64px;align-items:start;margin-top:28px}
.toc{position:sticky;top:24px;font:var(--t-dense)}.toc ul{list-style:none;padding:0}.toc a{display:block;padding:5px 0;color:var(--ink-2)}
.doc section{border-top:1px solid var(--ink);padding:14px 0 24px;scroll-margin-top:16px}
.summary{border-left:3px solid var(--door-text);padding-left:12px}
.scroll{overflow-x:auto}.scroll .tbl{font:var(--t-dense);min-width:560px}.tbl th{text-align:left}.tbl td,.tbl th{white-space:normal;vertical-align:top}
.stamp{color:var(--ink-3);font:var(--t-dense)}.stamp code{overflow-wrap:anywhere}
.hero{display:grid;grid-template-columns:minmax(0,1fr) 380px;gap:24px 64px;align-items:end;padding-bottom:28px}
.hero h1{font-size:60px;line-height:62px}.hero .lead{max-width:56ch}
.promise{list-style:none!important;padding:0!important}.promise li{padding:9px 0;border-top:1px solid var(--line);display:grid;grid-template-columns:8px 1fr;gap:12px}
.promise li::before{content:"";width:8px;height:8px;margin-top:8px;border-radius:50%;background:var(--door-text)}
.aud{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;border-top:1px solid var(--ink);border-bottom:1px solid var(--line-strong)}
.aud a{padding:14px 12px 16px;text-decoration:none;color:var(--ink);border-left:1px solid var(--line);min-height:44px;font:600 19px/24px var(--f-title)}
.aud a:first-child{border-left:0}.aud a::first-letter{text-transform:uppercase}
.aud a[aria-current]{box-shadow:inset 0 -4px 0 var(--door-text);background:var(--door-wash)}
.two{display:grid;grid-template-columns:minmax(0,1fr) 380px;gap:28px 64px;padding:28px 0 0;align-items:start}
.ask{background:var(--stone);padding:20px 24px 24px;border-radius:var(--r-2);border:1px solid var(--line)}
.ask fieldset{border:0;padding:0;margin:0 0 12px}.ask legend{font:var(--t-label);padding:0}
.ask .opt{min-height:48px;padding:8px 0;border-top:1px solid var(--line)}.ask .opt b{display:block}.ask .field{margin:0 0 12px}
.ask .hint{font:var(--t-note);color:var(--ink-3);margin:0}.ask>.hint{margin:0 0 12px}.ask>.btn+.hint{margin:12px 0 0}.ask .in{min-height:44px;font:inherit}
.ask .hint a{display:inline-flex;align-items:center;min-height:44px}.ask .btn{min-height:48px}.ask .trap{position:absolute;left:-9999px}
.notice[hidden]{display:none}
.ext::after{content:"\\2197";margin-left:2px}
.find{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin:0 0 14px}.find label{flex-basis:100%;font:var(--t-label)}
.find .in{flex:1 1 120px;min-width:0;min-height:44px;font:inherit}.find .btn{min-height:44px}.found mark{background:var(--door-wash);color:inherit}
.only{max-width:560px;margin-top:20px}
.bar a,.foot a{display:inline-flex;align-items:center;min-height:44px;box-sizing:border-box}
.foot{border-top:1px solid var(--line-strong);font:var(--t-dense);color:var(--ink-2)}
.foot .wrap{display:flex;flex-wrap:wrap;gap:0 24px;padding-top:12px;padding-bottom:24px}.foot a{color:inherit}
@media(max-width:900px){.wrap{padding:0 20px}.doc,.hero,.two{grid-template-columns:minmax(0,1fr)}.toc{position:static}
main.wrap{padding-top:28px}main h1,.hero h1{font-size:40px;line-height:42px}.bar .wrap{gap:0 16px}.bar nav{gap:0 16px}
.aud{display:flex;overflow-x:auto}.aud a{flex:0 0 168px}
.rows thead{display:none}.rows tr{display:block;padding:8px 0;border-bottom:1px solid var(--line-strong)}
.scroll .rows{min-width:0}.rows td,.rows tbody th{display:grid;grid-template-columns:112px 1fr;padding:2px 0;border:0}
.rows td::before{content:attr(data-l);color:var(--ink-3)}.rows tbody th{display:block}}
`

/** On paper: the whole text, its version and its date; nothing to press. */
const PAPER = `
@media print{.bar,.foot,.toc,.skip,.no-print,.choice-banner{display:none!important}
body{background:none;color:#000}.wrap,main.wrap{max-width:none;padding:0}.doc{display:block}.scroll{overflow:visible}
.scroll .tbl{min-width:0}main p,main li{max-width:none}.doc section{break-inside:auto}h2,h3{break-after:avoid}tr{break-inside:avoid}
a{color:inherit}.rows thead{display:table-header-group}.rows tr{display:table-row}
.rows td,.rows tbody th{display:table-cell}.rows td::before{content:none}}
`

export const style = trusted(SCREEN + PAPER)
