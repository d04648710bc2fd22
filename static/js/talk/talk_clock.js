// What the clock on this tablet's wall shows, right or wrong, and by how much it was moved while a talk was typed and
// waited. Beside it runs a measure that nobody can put right or wrong, for as long as the page is open; over a page
// that was opened again, a time before the last one that was kept tells that the clock was put back.
//
// The measure may stand still while a tablet sleeps. So a clock that was put back is certain, and one that went ahead
// was put forward, or slept: the server asks either way, and guesses nothing.
const A_TREMBLE = 2000;
const look = () => ({ wall: Date.now(), steady: performance.now() });

let last = look();
let moved = { back: 0, ahead: 0 };

function note(by) {
  if (by < -A_TREMBLE) moved.back -= by;
  if (by > A_TREMBLE) moved.ahead += by;
}

function see() {
  const here = look();
  note(here.wall - last.wall - (here.steady - last.steady));
  last = here;
}

// As typed into a field: 2026-07-15T10:30:00.
function wall() {
  const here = new Date();
  return new Date(here - here.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

// Seconds; put back is negative, and counts before anything else.
function seconds() {
  see();
  return Math.round((moved.back > A_TREMBLE ? -moved.back : moved.ahead) / 1000);
}

// What is kept with the words, and taken up again with them.
function state() {
  see();
  return { ...moved, seen: last.wall };
}

function goOn({ back, ahead, seen }) {
  see();
  moved = { back: moved.back + back, ahead: moved.ahead + ahead };
  note(Math.min(0, last.wall - seen));
}

// From here on: what the clock did before the first answer says nothing of when it was given.
function begin() {
  see();
  moved = { back: 0, ahead: 0 };
}

document.addEventListener("visibilitychange", see);
globalThis.talkClock = { begin, goOn, seconds, see, state, wall };
