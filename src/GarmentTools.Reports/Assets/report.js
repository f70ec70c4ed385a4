'use strict';
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const SVG = 'http://www.w3.org/2000/svg';
  const data = JSON.parse($('#data')?.textContent || '{"garments":[],"keys":[]}');
  const garments = data.garments, keys = data.keys;

  // Text goes in as text only, never as markup: names of files are foreign.
  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element) element[name] = value; else element.setAttribute(name, value);
    }
    element.append(...children.filter(child => child !== null));
    return element;
  };
  const picture = garment => {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'ph');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', 'Photo of ' + garment.name);
    if (garment.photo !== null) {
      const use = document.createElementNS(SVG, 'use');
      use.setAttribute('href', '#' + garment.photo);
      svg.append(use);
    }
    return svg;
  };
  const say = text => { $('#status').textContent = text; };

  // ---- tables and cards: filter, sort
  const textOf = row => row.dataset.text ??= row.textContent.toLowerCase();
  const cellOf = (row, column) => {
    const cell = row.cells ? row.cells[column] : $(`[data-k="${column}"]`, row);
    return cell ? cell.dataset.v ?? cell.textContent.trim() : '';
  };
  const compare = (a, b) => {
    if (a === '' || b === '') return (a === '') - (b === '');           // what is missing stands last
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, undefined, { numeric: true }) : x - y;
  };
  const sortRows = (body, column, descending) => {
    const rows = [...body.children].map((row, i) => ({ row, i, value: cellOf(row, column) }));
    rows.sort((a, b) => (a.value !== '' && b.value !== '' && descending ? -1 : 1) * compare(a.value, b.value) || a.i - b.i);
    body.append(...rows.map(entry => entry.row));
  };
  for (const button of $$('th button[data-sort]')) {
    button.addEventListener('click', () => {
      const header = button.closest('th'), table = button.closest('table');
      const descending = header.getAttribute('aria-sort') === 'ascending';
      $$('th[aria-sort]', table).forEach(other => other.removeAttribute('aria-sort'));
      header.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      sortRows(table.tBodies[0], header.cellIndex, descending);
      say(`Sorted by ${button.textContent}, ${descending ? 'descending' : 'ascending'}`);
    });
  }
  const applyFilter = controls => {
    const words = ($('input[type=search]', controls)?.value ?? '').toLowerCase().split(/\s+/).filter(word => word);
    const facets = $$('select[data-facet]', controls).filter(select => select.value !== '').map(select => [select.dataset.facet, select.value]);
    let shown = 0, all = 0;
    for (const body of $$(controls.dataset.for)) {
      for (const row of body.children) {
        all++;
        const visible = words.every(word => textOf(row).includes(word)) && facets.every(([name, value]) => row.getAttribute('data-f-' + name) === value);
        row.hidden = !visible;
        if (visible) shown++;
      }
    }
    const text = shown === all ? `${all} shown` : `${shown} of ${all} shown`;
    $('output', controls).textContent = text;
    document.dispatchEvent(new CustomEvent('filtered'));
  };
  for (const controls of $$('.controls[data-for]')) {
    controls.hidden = false;
    let timer = 0;
    controls.addEventListener('input', event => {
      if (event.target.dataset.order !== undefined) {
        const [column, direction] = event.target.value.split(' ');
        $$(controls.dataset.for).forEach(body => sortRows(body, column, direction === 'down'));
      }
      clearTimeout(timer);
      timer = setTimeout(() => applyFilter(controls), 120);
    });
    $('[data-view]', controls)?.addEventListener('click', event => {
      const grid = $(controls.dataset.for).closest('table').classList.toggle('grid');
      event.target.textContent = grid ? 'Show as table' : 'Show as pictures';
    });
    applyFilter(controls);
  }
  for (const button of $$('[data-show-group]')) {
    button.addEventListener('click', () => {
      const select = $('select[data-facet="group"]');
      select.value = button.dataset.showGroup;
      applyFilter(select.closest('.controls'));
      $('#garments').scrollIntoView();
      select.focus();
    });
  }

  // ---- a garment and its neighbors
  const dialog = $('#garment'), trail = [];
  const facts = garment => make('dl', { className: 'facts' }, ...Object.entries(garment.facts).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, make('bdi', {}, value))]));
  const card = (index, extra) => {
    const garment = garments[index];
    const button = make('button', { type: 'button', className: 'pic', 'data-g': index, 'aria-label': 'Show neighbors of ' + garment.name }, picture(garment));
    return make('li', {}, make('div', { className: 'frame' }, button), make('bdi', {}, garment.name), extra === null ? null : make('div', { className: 'soft' }, extra));
  };
  const open = index => {
    const garment = garments[index];
    trail.push(index);
    const neighbors = garment.near.map(([other, distance]) => card(other, 'distance ' + distance.toFixed(4)));
    dialog.replaceChildren(
      make('div', { className: 'line' }, make('h2', { id: 'garment-title' }, make('bdi', {}, garment.name)),
        make('div', {}, make('button', { type: 'button', className: 'act', hidden: trail.length < 2, id: 'back' }, 'Back'), ' ', make('button', { type: 'button', className: 'act', id: 'close' }, 'Close'))),
      make('div', { className: 'query' },
        make('div', {}, make('div', { className: 'frame big' }, picture(garment)), facts(garment)),
        make('div', {}, make('h3', {}, neighbors.length ? data.nearTitle : 'No neighbors'), make('ul', { className: 'cards' }, ...neighbors))));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    $('#close', dialog).focus();
    mark(index);
  };
  dialog?.addEventListener('close', () => { trail.length = 0; mark(-1); });
  dialog?.addEventListener('click', event => {
    if (event.target === dialog || event.target.id === 'close') dialog.close();
    if (event.target.id === 'back') { trail.pop(); open(trail.pop()); }
  });
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-g]');
    if (button) open(Number(button.dataset.g));
  });

  // ---- the map
  const map = $('#map');
  const mark = index => { if (map) $$('circle', map).forEach(dot => dot.classList.toggle('on', dot.dataset.g === String(index))); };
  if (map) {
    const svg = $('svg', map), dots = $$('circle', svg), thumbs = $('#thumbs', svg), tip = $('.tip', map), size = 1000, medoids = new Set(data.medoids);
    const place = dots.map(dot => [Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))]);
    let view = [0, 0, size], drag = null;
    const shown = i => !dots[i].hasAttribute('hidden');
    const draw = () => {
      svg.setAttribute('viewBox', `${view[0]} ${view[1]} ${view[2]} ${view[2]}`);
            // As many photos as fit without covering each other: medoids first; all of them where few garments are in view.
      const box = svg.getBoundingClientRect(), unit = view[2] / Math.min(box.width, box.height);
      const [halfX, halfY] = [box.width * unit / 2, box.height * unit / 2], [middleX, middleY] = [view[0] + view[2] / 2, view[1] + view[2] / 2];
      const inside = place.flatMap(([x, y], i) => shown(i) && garments[i].photo !== null && Math.abs(x - middleX) < halfX && Math.abs(y - middleY) < halfY ? [i] : []);
      const side = (inside.length <= 400 ? 56 : 42) * unit, apart = inside.length <= 120 ? side / 2 : 1.3 * side, photos = [];
      for (const i of [...inside.filter(i => medoids.has(i)), ...inside.filter(i => !medoids.has(i))]) {
        if (photos.length === 160) break;
        if (photos.every(j => Math.hypot(place[i][0] - place[j][0], place[i][1] - place[j][1]) > apart)) photos.push(i);
      }
      for (const dot of dots) {
        dot.setAttribute('r', 4.5 * unit);
        dot.setAttribute('stroke-width', 0.75 * unit);
      }
      thumbs.replaceChildren(...photos.map(i => {
        const use = document.createElementNS(SVG, 'use');
        for (const [name, value] of Object.entries({ href: '#' + garments[i].photo, x: place[i][0] - side / 2, y: place[i][1] - side / 2, width: side, height: side, 'data-g': i })) use.setAttribute(name, value);
        return use;
      }));
    };
    const zoom = (factor, x = view[0] + view[2] / 2, y = view[1] + view[2] / 2) => {
      const wanted = Math.min(size, Math.max(size / 40, view[2] * factor)), change = wanted / view[2];
      view = [x - (x - view[0]) * change, y - (y - view[1]) * change, wanted];
      if (wanted === size) view = [0, 0, size];
      draw();
    };
    const at = event => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      return [point.x, point.y];
    };
    const point = index => {
      if (index === null) { tip.hidden = true; return; }
      const garment = garments[index], box = map.getBoundingClientRect(), spot = new DOMPoint(...place[index]).matrixTransform(svg.getScreenCTM());
      tip.replaceChildren(make('div', { className: 'frame' }, picture(garment)), make('bdi', {}, garment.name), make('div', { className: 'soft' }, garment.caption));
      tip.hidden = false;
      const [x, y] = [spot.x - box.left, spot.y - box.top];
      tip.style.left = Math.max(4, Math.min(box.width - tip.offsetWidth - 4, x + 14)) + 'px';
      tip.style.top = Math.max(4, y + 14 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 14 : y + 14) + 'px';
    };
    svg.addEventListener('pointermove', event => {
      if (drag) {
        const now = at(event);
        view = [view[0] + drag.from[0] - now[0], view[1] + drag.from[1] - now[1], view[2]];
        drag.moved = true;
        draw();
        return;
      }
      const dot = event.target.closest('[data-g]');
      point(dot ? Number(dot.dataset.g) : null);
    });
    svg.addEventListener('pointerleave', () => point(null));
    svg.addEventListener('pointerdown', event => { if (event.pointerType === 'mouse' && view[2] < size && !event.target.closest('[data-g]')) { drag = { from: at(event) }; svg.setPointerCapture(event.pointerId); } });
    svg.addEventListener('pointerup', () => { drag = null; });
    svg.addEventListener('wheel', event => { if (event.ctrlKey || document.activeElement === svg || view[2] < size) { event.preventDefault(); zoom(event.deltaY > 0 ? 1.25 : 0.8, ...at(event)); } }, { passive: false });
    svg.addEventListener('dblclick', event => zoom(0.5, ...at(event)));
    let current = null;
    svg.addEventListener('keydown', event => {
      const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.key === '+' || event.key === '=') zoom(0.8);
      else if (event.key === '-') zoom(1.25);
      else if (event.key === '0') zoom(Infinity);
      else if (event.key === 'Enter' && current !== null) open(current);
      else if (event.key === 'Escape') { current = null; point(null); mark(-1); }
      else if (moves[event.key]) {
        // To the nearest garment that lies in that direction.
        const [dx, dy] = moves[event.key], [x, y] = current === null ? [view[0] + view[2] / 2, view[1] + view[2] / 2] : place[current];
        let best = null, least = Infinity;
        place.forEach(([px, py], i) => {
          const along = (px - x) * dx + (py - y) * dy, across = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
          if (i === current || !shown(i) || along <= 0 || across > along) return;
          if (along + across < least) [best, least] = [i, along + across];
        });
        if (best === null) return;
        current = best;
        point(current);
        mark(current);
        say(garments[current].name + ', ' + garments[current].caption);
      } else return;
      event.preventDefault();
    });
    $('#zoom-in').addEventListener('click', () => zoom(0.6));
    $('#zoom-out').addEventListener('click', () => zoom(1 / 0.6));
    $('#zoom-reset').addEventListener('click', () => zoom(Infinity));
    const color = $('#color-by'), legend = $('#map-legend');
    const paint = () => {
      const values = garments.map(garment => garment.colors[Number(color.value)] ?? ''), counts = new Map();
      for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
      const named = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 8).map(entry => entry[0]);
      dots.forEach((dot, i) => { const n = named.indexOf(values[i]); dot.setAttribute('class', n < 0 ? 'cx' : 'c' + n); });
      legend.replaceChildren(...named.map((value, n) => make('li', {}, make('i', { className: 'c' + n }), make('bdi', {}, value), ` (${counts.get(value)})`)),
        ...(values.some(value => !named.includes(value)) ? [make('li', {}, make('i', { className: 'cx' }), 'others')] : []));
    };
    color.addEventListener('change', paint);
    document.addEventListener('filtered', () => {
      const rows = $$('#garments tbody tr');
      rows.forEach(row => dots[Number(row.dataset.i)]?.toggleAttribute('hidden', row.hidden));
      draw();
    });
    paint();
    document.dispatchEvent(new CustomEvent('filtered'));
    svg.setAttribute('tabindex', '0');
  }
  document.documentElement.dataset.ready = 'true';
})();
