/** The whole look; `--accent` and `--on-accent` come from the shop. Nothing of the page's own styles gets in. */
export const STYLES = `
:host { all: initial; }
* { box-sizing: border-box; }
.root {
  --ink: #111827; --muted: #4b5563; --line: #e5e7eb; --soft: #f3f4f6; --problem: #b42318;
  position: fixed; bottom: max(20px, env(safe-area-inset-bottom)); z-index: 2147483000;
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", sans-serif;
  color: var(--ink); -webkit-font-smoothing: antialiased;
}
.root.right { right: max(20px, env(safe-area-inset-right)); }
.root.left { left: max(20px, env(safe-area-inset-left)); }
button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
a { color: inherit; }
svg { width: 24px; height: 24px; fill: currentColor; display: block; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
.head :focus-visible { outline-color: var(--on-accent); box-shadow: none; outline-offset: -2px; }

.launcher {
  position: relative; width: 60px; height: 60px; border: 0; border-radius: 50%; padding: 0;
  display: grid; place-items: center; background: var(--accent); color: var(--on-accent);
  box-shadow: 0 6px 20px rgb(17 24 39 / .24), 0 1px 3px rgb(17 24 39 / .2); transition: transform .15s ease;
}
.launcher:hover { transform: scale(1.05); }
.launcher svg { width: 28px; height: 28px; }
.badge {
  position: absolute; top: -3px; inset-inline-end: -3px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
  background: #b42318; color: #fff; font-size: 12px; font-weight: 700; line-height: 22px; text-align: center; border: 2px solid #fff; line-height: 18px;
}
.right .launcher { margin-left: auto; }

.panel {
  position: absolute; bottom: 76px; width: min(384px, calc(100vw - 40px)); height: min(640px, calc(100vh - 116px));
  display: flex; flex-direction: column; overflow: hidden; background: #fff; border-radius: 18px;
  box-shadow: 0 18px 50px rgb(17 24 39 / .22), 0 2px 8px rgb(17 24 39 / .12); animation: rise .18s ease-out;
}
.right .panel { right: 0; }
.left .panel { left: 0; }
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }

.head { display: flex; align-items: center; gap: 12px; padding: 14px 12px 14px 16px; background: var(--accent); color: var(--on-accent); }
[dir=rtl] .head { padding: 14px 16px 14px 12px; }
.face {
  flex: none; width: 40px; height: 40px; border-radius: 50%; overflow: hidden; display: grid; place-items: center;
  font-weight: 700; font-size: 17px; background: var(--on-accent); color: var(--accent-text);
}
.face img { width: 100%; height: 100%; object-fit: cover; }
.names { flex: 1; min-width: 0; }
.title { margin: 0; font-size: 16px; font-weight: 650; line-height: 1.25; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who { font-size: 13px; line-height: 1.3; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.icon-button { flex: none; width: 44px; height: 44px; border: 0; border-radius: 50%; display: grid; place-items: center; background: none; color: inherit; }
.icon-button:hover { background: rgb(128 128 128 / .25); }
.icon-button svg { width: 20px; height: 20px; }

.banner { display: flex; gap: 8px; align-items: center; justify-content: center; padding: 7px 14px; background: #fef3c7; color: #713f12; font-size: 13px; }
.text-button { border: 0; padding: 2px 4px; margin: -2px -4px; background: none; color: inherit; font-weight: 600; text-decoration: underline; border-radius: 4px; }

.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px 14px 6px; scroll-behavior: smooth; }
.messages { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 3px; }
.message { display: flex; flex-direction: column; align-items: flex-start; max-width: 100%; }
.message.last { margin-bottom: 11px; }
.message.visitor { align-items: flex-end; }
.bubble {
  max-width: 84%; padding: 9px 13px; border-radius: 18px; background: var(--soft);
  white-space: pre-wrap; overflow-wrap: anywhere; text-align: start;
}
.bot .bubble, .agent .bubble { border-start-start-radius: 6px; }
.agent .bubble { background: #fff; box-shadow: inset 0 0 0 1.5px #9ca3af; }
.visitor .bubble { background: var(--accent); color: var(--on-accent); border-start-end-radius: 6px; }
.author { margin: 2px 6px 3px; font-size: 13px; font-weight: 600; color: var(--muted); }
.foot { margin: 4px 6px 0; font-size: 12px; color: var(--muted); }
.problem { color: var(--problem); }
.event { align-self: center; margin: 6px 0 12px; padding: 3px 12px; border-radius: 12px; background: var(--soft); color: var(--muted); font-size: 13px; text-align: center; }

.picture { display: block; max-width: 84%; margin-bottom: 3px; border-radius: 14px; overflow: hidden; }
.picture img { display: block; max-width: 100%; max-height: 240px; }
.file { max-width: 84%; margin-bottom: 3px; padding: 9px 13px; border-radius: 14px; border: 1px solid var(--line); overflow-wrap: anywhere; }
.action {
  display: inline-block; margin-top: 6px; min-height: 44px; padding: 11px 20px; border-radius: 22px; background: var(--accent);
  color: var(--on-accent); font-weight: 600; text-decoration: none;
}

.cards {
  align-self: stretch; list-style: none; display: flex; gap: 10px; margin: 8px -14px 2px; padding: 4px 14px 8px;
  overflow-x: auto; scroll-snap-type: x proximity; scroll-padding: 14px; border-radius: 4px;
}
.cards:focus-visible { outline-offset: -3px; box-shadow: none; }
.card {
  flex: 0 0 158px; display: flex; flex-direction: column; gap: 3px; padding: 11px; border: 1px solid var(--line); border-radius: 14px;
  scroll-snap-align: start; background: #fff;
}
.card img { width: calc(100% + 22px); height: 104px; margin: -11px -11px 7px; object-fit: cover; border-radius: 13px 13px 0 0; background: var(--soft); }
.card-name { font-weight: 600; font-size: 14px; line-height: 1.3; overflow-wrap: anywhere; text-align: start; }
.card-price { font-size: 13px; color: var(--muted); margin-bottom: auto; }
.card-price b { color: var(--ink); }
.card button, .starters button {
  min-height: 40px; border: 1.5px solid var(--accent-text); border-radius: 20px; padding: 6px 14px; background: #fff; color: var(--accent-text); font-weight: 600;
}
.card button { margin-top: 8px; font-size: 14px; }
.card button:hover, .starters button:hover { background: var(--soft); }
.sold-out { margin-top: 8px; min-height: 40px; padding: 9px 0; font-size: 14px; text-align: center; color: var(--muted); }
.starters { list-style: none; display: flex; flex-wrap: wrap; gap: 8px; margin: 2px 0 12px; padding: 0; }
.choices { display: none; margin: 6px 0 0; }
.message:last-child .choices { display: flex; }
.starters button { font-size: 14px; font-weight: 500; text-align: start; }

.typing { display: inline-flex; gap: 4px; align-items: center; height: 38px; padding: 0 15px; border-radius: 18px; background: var(--soft); margin-bottom: 10px; }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: #6b7280; animation: bob 1.2s infinite ease-in-out; }
.typing i:nth-child(2) { animation-delay: .15s; }
.typing i:nth-child(3) { animation-delay: .3s; }
@keyframes bob { 0%, 60%, 100% { transform: none; opacity: .5; } 30% { transform: translateY(-4px); opacity: 1; } }

.composer { display: flex; align-items: flex-end; gap: 8px; padding: 10px 12px 12px; border-top: 1px solid var(--line); }
.composer textarea {
  flex: 1; min-width: 0; resize: none; min-height: 44px; max-height: 132px; padding: 10px 15px; border: 1.5px solid #868e99; border-radius: 22px;
  background: #fff; font-size: 16px; line-height: 1.35; overflow-y: auto;
}
.composer textarea::placeholder { color: #5f6773; opacity: 1; }
.composer textarea:focus { outline: 2px solid var(--accent-text); outline-offset: -1px; border-color: transparent; box-shadow: none; }
.send { flex: none; width: 44px; height: 44px; border: 0; border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--on-accent); }
.send:disabled { background: #e5e7eb; color: #6b7280; cursor: default; }
.send svg { width: 20px; height: 20px; }
[dir=rtl] .send svg { transform: scaleX(-1); }

@media (max-width: 480px), (max-height: 420px) {
  .panel { position: fixed; inset: 0; width: auto; height: 100vh; height: 100dvh; border-radius: 0; padding-bottom: env(safe-area-inset-bottom); }
  .open .launcher { display: none; }
}
@media (prefers-reduced-motion: reduce) {
  * { animation: none !important; transition: none !important; }
  .log { scroll-behavior: auto; }
}
@media (forced-colors: active) {
  .bubble, .card, .launcher, .send, .panel { border: 1px solid; }
}
@media print { .root { display: none; } }
`;
