extension DocumentationPage {
    static let style = """
        :root { color-scheme: light dark; --ink: #1c2128; --paper: #fff; --faint: #57606a; --line: #d8dee4; --box: #f4f6f8;
          --get: #0a5fb4; --post: #137a3a; --bad: #b3261e; --focus: #0a5fb4; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #9aa5b1; --line: #30363d;
          --box: #161b22; --get: #58a6ff; --post: #3fb950; --bad: #ff7b72; --focus: #58a6ff; } }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink);
          background: var(--paper); }
        h1 { margin-bottom: 0; } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
        small, .scope, summary span, label span { color: var(--faint); font-weight: normal; }
        a { color: var(--get); }
        pre, code, textarea, input { font: 14px/1.5 ui-monospace, Menlo, Consolas, monospace; }
        pre, textarea { background: var(--box); color: inherit; border: 1px solid var(--line); border-radius: 6px;
          padding: .75rem; overflow: auto; max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
        pre:empty { display: none; }
        input, textarea { width: 100%; box-sizing: border-box; }
        input { padding: .35rem .5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper);
          color: inherit; }
        label { display: block; margin: .75rem 0; }
        details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: 0 .75rem; }
        details[open] { padding-bottom: .75rem; }
        summary { cursor: pointer; padding: .5rem 0; }
        summary b { display: inline-block; min-width: 3.6rem; } b.get { color: var(--get); } b.post { color: var(--post); }
        button { font: inherit; padding: .35rem 1.25rem; border-radius: 6px; border: 1px solid var(--line);
          background: var(--post); color: var(--paper); cursor: pointer; }
        button:disabled { opacity: .5; cursor: default; }
        :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; margin-top: .75rem; }
        td { border-top: 1px solid var(--line); padding: .35rem .5rem; vertical-align: top; }
        #health { margin: .25rem 0; } .bad { color: var(--bad); } .good { color: var(--post); }
        """
}
