// What a script has to say: read aloud, in sight, and one notice at each place.

const given = new WeakMap();

export function tell(place, text) {
  takeBack(place);
  const notice = document.createElement("p");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  place.before(notice);
  notice.scrollIntoView({ block: "nearest" });
  given.set(place, notice);
  return notice;
}

export function takeBack(place) {
  given.get(place)?.remove();
}
