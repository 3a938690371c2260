extension DocumentationPage {
    /// Fills the curl lines, sends the forms, and shows answers as they arrive.
    ///
    /// Whatever comes from the server is put into the page as text, never as HTML.
    static let script = #"""
        'use strict';
        const key = document.querySelector('#key');
        const longestAnswer = 200000;
        const quote = text => "'" + text.replaceAll("'", "'\\''") + "'";

        function makeRequest(form) {
          let path = form.dataset.path;
          const query = new URLSearchParams();
          const headers = {};
          for (const input of form.querySelectorAll('[data-place]')) {
            if (input.dataset.place === 'path') path = path.replace('{' + input.name + '}', encodeURIComponent(input.value));
            else if (input.value === '') continue;
            else if (input.dataset.place === 'query') query.append(input.name, input.value);
            else headers[input.name] = input.value;
          }
          const area = form.querySelector('textarea');
          const body = area && area.value.trim() !== '' ? area.value : undefined;
          if (body !== undefined) headers['Content-Type'] = area.dataset.type;
          if (key.value !== '') headers['Authorization'] = 'Bearer ' + key.value;
          const search = query.size ? '?' + query : '';
          return { method: form.dataset.method, url: location.origin + path + search, headers, body };
        }

        function curlLine(request) {
          const words = ['curl', '-sS'];
          if (request.method !== 'GET' && !(request.method === 'POST' && request.body)) words.push('-X', request.method);
          for (const [name, value] of Object.entries(request.headers)) {
            words.push('-H', name === 'Authorization' ? '"Authorization: Bearer $KEY"' : quote(name + ': ' + value));
          }
          if (request.body) words.push('-d', quote(request.body));
          return words.concat(quote(request.url)).join(' ');
        }

        function line(output, text, kind) {
          const element = document.createElement(kind === 'body' ? 'pre' : 'p');
          if (kind !== 'body') element.className = kind;
          element.textContent = text;
          output.append(element);
          return element;
        }

        function pretty(text, type) {
          if (!type.includes('json')) return text;
          try { return text.length > longestAnswer ? text : JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
        }

        async function read(answer, element) {
          const type = answer.headers.get('Content-Type') || '';
          if (type.includes('octet-stream')) {
            element.textContent = (await answer.arrayBuffer()).byteLength + ' bytes';
            return;
          }
          const reader = answer.body.getReader();
          const decoder = new TextDecoder();
          let text = '';
          for (let part = await reader.read(); !part.done; part = await reader.read()) {
            text += decoder.decode(part.value, { stream: true });
            element.textContent = text;
            if (text.length > longestAnswer) { element.textContent += '\n… cut here'; return reader.cancel(); }
          }
          element.textContent = pretty(text, type);
        }

        async function send(form) {
          const button = form.querySelector('button');
          const output = form.querySelector('output');
          const stop = new AbortController();
          const request = makeRequest(form);
          output.replaceChildren();
          form.stop = stop;
          button.textContent = 'Stop';
          const start = performance.now();
          try {
            const answer = await fetch(request.url, { ...request, signal: stop.signal, credentials: 'omit' });
            const time = (performance.now() - start).toFixed(1) + ' ms';
            const names = ['Model-Version', 'X-Request-ID', 'Retry-After', 'Content-Type'];
            const facts = names.filter(name => answer.headers.has(name)).map(name => name + ': ' + answer.headers.get(name));
            line(output, [answer.status, answer.statusText, '·', time, '·', facts.join(' · ')].join(' '),
              answer.ok ? 'good' : 'bad');
            await read(answer, line(output, '', 'body'));
          } catch (error) {
            line(output, error.name === 'AbortError' ? 'stopped' : 'no answer: ' + error.message, 'bad');
          }
          form.stop = undefined;
          button.textContent = 'Send';
        }

        async function showHealth() {
          const element = document.querySelector('#health');
          try {
            const health = await (await fetch('/healthz')).json();
            element.textContent = health.status.replaceAll('_', ' ') +
              (health.active_version ? ' · ' + health.active_version + ' answers' : '');
            element.className = health.status === 'healthy' ? 'good' : 'bad';
          } catch {
            element.textContent = 'the server does not answer';
            element.className = 'bad';
          }
        }

        for (const form of document.forms) {
          const show = () => { form.querySelector('.curl').textContent = curlLine(makeRequest(form)); };
          form.querySelector('button').disabled = false;
          form.addEventListener('input', show);
          key.addEventListener('input', show);
          form.addEventListener('submit', event => {
            event.preventDefault();
            if (form.stop) form.stop.abort(); else send(form);
          });
          show();
        }
        const open = document.getElementById(location.hash.slice(1));
        if (open && open.tagName === 'DETAILS') open.open = true;
        showHealth();
        """#
}
